/**
 * Zod writes a missing optional field as `field?: T | undefined`, our own types as `field?: T`. This drops the fields
 * that are undefined, in the value and in the type, so that JSON, types and tests agree.
 */

/** A type whose optional fields are absent or present, never undefined. */
export type Defined<Item> = {
  readonly [Key in keyof Item as undefined extends Item[Key] ? never : Key]: Item[Key];
} & {
  readonly [Key in keyof Item as undefined extends Item[Key] ? Key : never]?: Exclude<
    Item[Key],
    undefined
  >;
};

/** A shallow copy without the fields that are undefined. */
export function withoutMissing<Item extends object>(item: Item): Defined<Item> {
  return Object.fromEntries(
    Object.entries(item).filter(([, value]) => value !== undefined),
  ) as Defined<Item>;
}
