import { z } from 'zod';

/** A JSON Schema as far as the readable page shows one; what else it says is left out. */
export interface SchemaNode {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly properties?: Readonly<Record<string, SchemaNode>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: SchemaNode | undefined;
  readonly anyOf?: readonly SchemaNode[] | undefined;
  readonly oneOf?: readonly SchemaNode[] | undefined;
  readonly allOf?: readonly SchemaNode[] | undefined;
  readonly example?: unknown;
  readonly examples?: readonly unknown[] | undefined;
}

const node: z.ZodType<SchemaNode> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    title: z.string().optional(),
    description: z.string().optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    properties: z.record(z.string(), node).optional(),
    required: z.array(z.string()).optional(),
    items: node.optional(),
    anyOf: z.array(node).optional(),
    oneOf: z.array(node).optional(),
    allOf: z.array(node).optional(),
    example: z.unknown().optional(),
    examples: z.array(z.unknown()).optional(),
  }),
);

const content = z.record(z.string(), z.object({ schema: node, example: z.unknown().optional() }));
const answer = z.object({ description: z.string(), content: content.optional() });

const operation = z.object({
  tags: z.array(z.string()).default([]),
  summary: z.string(),
  description: z.string(),
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        description: z.string().optional(),
        schema: node,
      }),
    )
    .default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.union([z.object({ $ref: z.string() }), answer])),
});
export type Operation = z.infer<typeof operation>;

/** The OpenAPI document as far as the readable page is made from it. */
export const apiDocument = z.object({
  servers: z.array(z.object({ url: z.string() })),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), node) }),
});
export type ApiDocument = z.infer<typeof apiDocument>;

/** One operation with its place. */
export interface PlacedOperation extends Operation {
  readonly method: string;
  readonly path: string;
  /** anchor of its section */
  readonly id: string;
}

/** The operations of one tag, in the document's order. */
export function operationsOf(document: ApiDocument, tag: string): PlacedOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, described]) =>
      described.tags.includes(tag) ? [{ ...described, method, path, id: anchorOf(method, path) }] : [],
    ),
  );
}

function anchorOf(method: string, path: string): string {
  return `${method}${path.replaceAll(/[^A-Za-z0-9]+/g, '-').replace(/-$/, '')}`;
}

/** A schema itself, where another place names it. */
export function resolve(document: ApiDocument, schema: SchemaNode): SchemaNode {
  const name = schema.$ref?.replace(/^#\/components\/schemas\//, '');
  const target = name === undefined ? undefined : document.components.schemas[name];
  return target ? { ...target, ...(schema.description && { description: schema.description }) } : schema;
}
