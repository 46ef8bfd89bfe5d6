/**
 * An empty item for an author to fill in: every field of the schema with what it is for as a comment, so that the template
 * cannot drift from what is checked. What must be there is there, empty; what may be left out is commented out.
 */
import { z } from 'astro/zod';
import { cause, finding, incident } from '#schema/index.ts';
import { messages } from './messages.ts';
import { causeHeadings, caseHeadings } from './rules/bodies-headed.ts';

/** The kinds of items that `npm run new` begins. */
export type TemplateKind = 'cause' | 'case' | 'finding';

interface Shape {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
}

const items = {
  cause: { schema: cause, folder: 'causes', extension: 'mdx', headings: causeHeadings },
  case: { schema: incident, folder: 'cases', extension: 'mdx', headings: caseHeadings },
  finding: { schema: finding, folder: 'findings', extension: 'yaml', headings: [] },
} as const;

/** Where an item of this kind and id lives, relative to the project's root. */
export function pathOf(kind: TemplateKind, id: string): string {
  const { folder, extension } = items[kind];
  return `content/${folder}/${id}.${extension}`;
}

function limitsOf({ minLength, maxLength, minItems }: Shape): string {
  const words = messages.template;
  if (minLength !== undefined && maxLength !== undefined) return words.length(minLength, maxLength);
  if (maxLength !== undefined) return words.most(maxLength);
  return minItems === undefined ? '' : words.atLeast(minItems);
}

function remarksOf(shape: Shape, isRequired: boolean): readonly string[] {
  const choice = shape.enum?.map(String).join(', ') ?? '';
  const description = shape.description ?? '';
  return [
    isRequired ? '' : messages.template.optional,
    description,
    choice === '' || description.includes(choice) ? '' : messages.template.oneOf(choice),
    limitsOf(shape),
  ].filter((remark) => remark !== '');
}

function isSingle(shape: Shape): boolean {
  return shape.properties === undefined && shape.items?.properties === undefined;
}

/** The value that stands after `key:` until the author writes one. */
function valueOf({ type, default: fallback }: Shape): string {
  if (fallback !== undefined) return JSON.stringify(fallback);
  if (type === 'array') return '[]';
  return type === 'object' ? '{}' : type === 'string' ? "''" : '';
}

function fieldLines(key: string, shape: Shape, isRequired: boolean): readonly string[] {
  const remarks = remarksOf(shape, isRequired).join(' ');
  const remark = remarks === '' ? [] : [`# ${remarks}`];
  if (isSingle(shape)) return [...remark, `${key}: ${valueOf(shape)}`.trimEnd()];
  const inner = linesOf(shape.items ?? shape);
  if (shape.items === undefined) {
    return [...remark, `${key}:`, ...inner.map((line) => `  ${line}`)];
  }
  const list = inner.map((line, index) => (index === 0 ? `  - ${line}` : `    ${line}`));
  return [...remark, `${key}:`, ...list];
}

/** The fields of an object. A list item begins with a field, so that a first remark cannot part the dash from it. */
function linesOf({ properties = {}, required = [] }: Shape): readonly string[] {
  return Object.entries(properties).flatMap(([key, shape]) => {
    const isRequired = required.includes(key);
    const lines = fieldLines(key, shape, isRequired);
    return isRequired ? lines : lines.map((line) => (line.startsWith('#') ? line : `# ${line}`));
  });
}

/** The text of a new item: YAML with remarks, and for causes and cases the headings of the body. */
export function templateOf(kind: TemplateKind): string {
  const { schema, headings } = items[kind];
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  const fields = linesOf(shape).join('\n');
  if (headings.length === 0) return `${fields}\n`;
  const body = headings.map((heading) =>
    'isOptional' in heading && heading.isOptional
      ? `{/* ${messages.template.optionalHeading} ## ${heading.text} */}`
      : `## ${heading.text}`,
  );
  return `---\n${fields}\n---\n\n${body.join('\n\n')}\n`;
}
