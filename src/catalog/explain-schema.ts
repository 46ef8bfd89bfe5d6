/**
 * Zod's findings re-worded for an author: what is at the field, what belongs there, and what the field is for, taken
 * from the schema's own descriptions, so that the texts cannot drift from the schema.
 */
import { z } from 'astro/zod';
import { messages } from './messages.ts';
import { nearest } from './nearest.ts';
import type { Problem } from './problem.ts';
import { toField } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** The parts of a JSON schema that the way to a field leads through. */
interface Shape {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
}

const shapes = new WeakMap<z.ZodType, Shape>();

function shapeOf(schema: z.ZodType): Shape {
  const known = shapes.get(schema);
  if (known !== undefined) return known;
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  shapes.set(schema, shape);
  return shape;
}

function stepInto(shape: Shape | undefined, step: PropertyKey): Shape | undefined {
  if (typeof step === 'number') return shape?.items;
  const named = shape?.properties?.[String(step)];
  if (named !== undefined) return named;
  const rest = shape?.additionalProperties;
  return typeof rest === 'object' ? rest : undefined;
}

function shapeAt(schema: z.ZodType, path: readonly PropertyKey[]): Shape | undefined {
  return path.reduce<Shape | undefined>(stepInto, shapeOf(schema));
}

/** What stands at a field, short enough for one line. */
function describeValue(value: unknown): string {
  if (value === undefined) return messages.schema.nothing;
  if (value === null) return messages.schema.empty;
  if (value instanceof Date) return messages.schema.unquotedDate;
  if (Array.isArray(value)) return messages.schema.list(value.length);
  if (typeof value === 'object') return messages.schema.mapping;
  if (typeof value !== 'string') return messages.schema.bare(typeof value, JSON.stringify(value));
  return messages.schema.text(value.length > 60 ? `${value.slice(0, 59)}…` : value, value.length);
}

/** What belongs there, as far as one issue tells. */
function describeExpectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return messages.schema.type(issue.expected);
    case 'invalid_value':
      return messages.schema.oneOf(issue.values.map(String));
    case 'too_small':
      return messages.schema.atLeast(Number(issue.minimum), issue.origin);
    case 'too_big':
      return messages.schema.atMost(Number(issue.maximum), issue.origin);
    case 'invalid_format':
      return messages.schema.format(issue.format);
    case 'invalid_key':
      return messages.schema.format('regex');
    default:
      return issue.message;
  }
}

function guess(issue: Issue): string | undefined {
  if (issue.code !== 'invalid_value' || typeof issue.input !== 'string') return undefined;
  return nearest(issue.input, issue.values.map(String));
}

function explainUnknownKeys(
  schema: z.ZodType,
  issue: z.core.$ZodIssueUnrecognizedKeys,
  file: string,
): Problem[] {
  const known = Object.keys(shapeAt(schema, issue.path)?.properties ?? {});
  return issue.keys.map((key) => ({
    file,
    field: toField([...issue.path, key]),
    rule: 'schema',
    ...messages.schema.unknownKey(key, nearest(key, known), known),
  }));
}

/**
 * Checks a value against a schema. Gives the parsed value with its defaults, or every problem that it has, each with the
 * field, what was expected, what was found, and the field's own description as the remedy.
 */
export function parseItem<Item>(
  schema: z.ZodType<Item>,
  value: unknown,
  file: string,
): { readonly item: Item } | { readonly problems: readonly Problem[] } {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return { item: result.data };
  const problems = result.error.issues.flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys') return explainUnknownKeys(schema, issue, file);
    const found = describeValue(issue.input);
    const description = shapeAt(schema, issue.path)?.description;
    const wording = messages.schema.mismatch(
      describeExpectation(issue),
      found,
      guess(issue),
      description,
    );
    return [{ file, field: toField(issue.path), rule: 'schema', ...wording }];
  });
  return { problems };
}
