/** As much of JSON Schema (2020-12) as the published schemas use. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | number | null)[];
  readonly const?: string | number;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** An object whose properties are all there. Others may be added in later versions. */
export function record(description: string, properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', description, required: Object.keys(properties), properties };
}

export function list(description: string, items: JsonSchema, minItems = 0): JsonSchema {
  return minItems > 0
    ? { type: 'array', description, items, minItems }
    : { type: 'array', description, items };
}

/** The same, or `null`: for a schema with parts of its own. */
export function nullable(schema: JsonSchema): JsonSchema {
  return { description: schema.description ?? '', anyOf: [schema, { type: 'null' }] };
}

/** The same, or `null`: for a single value. */
export function orNull(schema: JsonSchema): JsonSchema {
  if (typeof schema.type !== 'string') throw new TypeError('only a schema of one type can be made nullable');
  const { enum: values, ...rest } = schema;
  return {
    ...rest,
    type: [schema.type, 'null'],
    ...(values === undefined ? {} : { enum: [...values, null] }),
  };
}

export function text(description: string): JsonSchema {
  return { type: 'string', description };
}

export function oneOf(description: string, values: readonly string[]): JsonSchema {
  return { type: 'string', description, enum: values };
}

/** ISO 8601, UTC. */
export function time(description: string): JsonSchema {
  return { type: 'string', description, format: 'date-time' };
}

export function flag(description: string): JsonSchema {
  return { type: 'boolean', description };
}

export function count(description: string): JsonSchema {
  return { type: 'integer', description, minimum: 0 };
}

export function ms(description: string): JsonSchema {
  return { type: 'number', description: `${description} (ms)`, minimum: 0 };
}

/** A change: 0.2 is 20 % slower, -0.2 is 20 % faster. */
export function change(description: string): JsonSchema {
  return { type: 'number', description: `${description} (ratio; 0.2 is 20 % slower)`, minimum: -1 };
}

export function share(description: string): JsonSchema {
  return { type: 'number', description: `${description} (0 to 1)`, minimum: 0, maximum: 1 };
}

/** A number that is not negative, in a unit that the description names. */
export function size(description: string): JsonSchema {
  return { type: 'number', description, minimum: 0 };
}

export function amount(description: string): JsonSchema {
  return { type: 'number', description };
}
