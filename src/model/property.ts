import type { z } from 'zod';

/**
 * Where a property can be set: in the application's code, in the deployment (an environment file), or in
 * both (an environment can override the value of the code).
 */
export type Decider = 'application' | 'deployment' | 'both';

/** A property of the model. Types, JSON Schemas, errors and docs are derived from it. */
export interface Property {
  readonly schema: z.ZodType;
  readonly decidedBy: Decider;
  /** The meaning, shape and unit, in one or two sentences. */
  readonly description: string;
  /** True if the property must be set. */
  readonly required: boolean;
  /** A link to the rule behind the property, such as a page of Kubernetes or an RFC. */
  readonly source?: string | undefined;
  /** The TypeScript type of the property in code, if the schema alone cannot express it. */
  readonly codeType?: string | undefined;
  /** True if values for all flows (`shared`, `defaults`) do not apply to this property. */
  readonly notByDefault?: boolean | undefined;
}

/** Properties under one name. Each member has its own `decidedBy`. */
export interface Group {
  readonly description: string;
  readonly members: Properties;
  readonly source?: string | undefined;
  /** A name for a group that is used in several places. Types, schemas and docs then define it once. */
  readonly name?: string | undefined;
  /** True if values for all flows apply only to flows that set this group themselves, such as a probe or a disk. */
  readonly notByDefault?: boolean | undefined;
}

/** A map of named entries that all have the same properties. */
export interface Table extends Group {
  readonly key: z.ZodType<string>;
}

export interface Properties {
  readonly [name: string]: Property | Group | Table;
}

type Options = Partial<Pick<Property, 'required' | 'source' | 'codeType' | 'notByDefault'>>;

const property =
  (decidedBy: Decider) =>
  (schema: z.ZodType, description: string, options: Options = {}): Property => ({
    schema,
    decidedBy,
    description,
    required: false,
    ...options,
  });

export const byApplication = property('application');
export const byDeployment = property('deployment');
export const byBoth = property('both');

export function group(
  description: string,
  members: Properties,
  options: Pick<Group, 'source' | 'name' | 'notByDefault'> = {},
): Group {
  return { description, members, ...options };
}

export function table(description: string, key: z.ZodType<string>, members: Properties, name?: string): Table {
  return { description, key, members, name };
}

export function isGroup(entry: Property | Group): entry is Group {
  return 'members' in entry;
}

/** Reports whether only code can add or remove the group, because code must set one of its members. */
export function isAnchored({ members }: Group): boolean {
  return Object.values(members).some(
    (member) => !isGroup(member) && member.required && member.decidedBy === 'application',
  );
}

export function isTable(entry: Property | Group): entry is Table {
  return 'key' in entry;
}
