import { getNamedType, isLeafType } from 'graphql';
import type { GraphQLField, GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Permission } from '../auth/permissions';
import type { FieldPolicy } from '../database/graph/graph';

/** What it takes to see an object of a type, by whatever field it is reached: in a list, behind another object, by its id. */
export const ROWS = {
  AdminUnit: 'unit:read',
  ApiKey: 'key:manage',
  Directive: 'task:read',
  Document: 'team:read',
  Finding: 'finding:read',
  Grant: 'grant:manage',
  Member: 'member:read',
  Milestone: 'progress:read',
  Outreach: 'outreach:read',
  OutreachTotal: 'progress:read',
  PersonRequest: 'person:export',
  PersonalRead: 'audit:read',
  Quota: 'quota:read',
  QuotaHolding: 'quota:read',
  Report: 'round:read',
  ReportRound: 'round:read',
  ReturnReason: 'task:read',
  Task: 'task:read',
  TaskEvidence: 'evidence:read',
  TaskProgress: 'progress:read',
  Team: 'team:read',
} as const satisfies Record<string, Permission>;

/** Types whose objects are shown to some and masked for others, and where that is decided. */
export const MASKED: Readonly<Record<string, string>> = {
  Account: 'its own owner reads it as well: the fields that lead to it are root fields or answers to its owner',
  Event: 'cited as a cause it tells what happened and when; its actor and content are null without event:read there',
  Person: 'null without person:read there, decided with the member',
};

/** Types without an id of their own, seen with the object they are a part of. */
export const PARTS = new Set([
  ...[
    'Code',
    'DocumentStatement',
    'Indicator',
    'IndicatorTotal',
    'LegalDocument',
    'LegalTarget',
    'MissingPart',
    'RuleVersion',
    'UnitFigure',
  ],
  ...['FindingCount', 'IndicatorProgress', 'IndicatorProgressMonth', 'NotReceived', 'Organisation', 'QuotaEntry', 'ReportSlot'],
  ...['ReportCompleteness', 'ReportField', 'ReportForm', 'ReportNextStep', 'ReportQuestion', 'ReportStep', 'ReportVersion'],
  ...['Succession', 'TaskStatePeriod', 'TeamNamePeriod', 'Waiver'],
]);

/** All that is shown without a token. A field leads a stranger only to types that stand here. */
export const PUBLIC: Readonly<Record<string, readonly string[]>> = {
  Query: ['adminUnit', 'adminUnits', 'team', 'teams'],
  AdminUnit: [
    ...['id', 'on', 'code', 'localCode', 'designation', 'name', 'fullName', 'level', 'from', 'until'],
    ...['parent', 'ancestors', 'children', 'descendants', 'teams', 'teamCount', 'memberCount'],
  ],
  Team: ['id', 'on', 'name', 'kind', 'hosts', 'memberCount', 'contactChannel'],
  Code: ['code', 'name'],
  ...connection('AdminUnit'),
  ...connection('Team'),
  PageInfo: ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'],
};

function connection(name: string): Record<string, readonly string[]> {
  return { [`${name}Connection`]: ['edges', 'pageInfo', 'totalCount'], [`${name}Edge`]: ['node', 'cursor'] };
}

export function isPublic(typeName: string, fieldName: string): boolean {
  return Object.hasOwn(PUBLIC, typeName) && (PUBLIC[typeName] as readonly string[]).includes(fieldName);
}

/** The permission that the rows take which a field leads to, if they take one. */
export function rowPermission(field: GraphQLField<unknown, unknown>): Permission | undefined {
  const name = getNamedType(field.type).name.replace(/(Connection|Edge)$/, '');
  return Object.hasOwn(ROWS, name) ? ROWS[name as keyof typeof ROWS] : undefined;
}

/** What the fields take that hang on things of which others are public. */
export function hiddenPermission(typeName: string, fieldName: string): Permission | undefined {
  if (!Object.hasOwn(PUBLIC, typeName) || isPublic(typeName, fieldName)) return undefined;
  return Object.hasOwn(ROWS, typeName) ? ROWS[typeName as keyof typeof ROWS] : undefined;
}

/** What it takes to see a field of an object; undefined for one of a type of which nothing is declared. */
export function policyOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): FieldPolicy | undefined {
  const named = field.extensions.permission as Permission | undefined;
  const permission = named ?? rowPermission(field) ?? hiddenPermission(type.name, field.name);
  const isKnown = Object.hasOwn(ROWS, type.name) || Object.hasOwn(MASKED, type.name) || PARTS.has(type.name);
  const nullWithout = field.extensions.nullWithout as Permission | undefined;
  if (permission === undefined && nullWithout === undefined && !isKnown) return undefined;
  if (permission === undefined) return { anyOf: [], nullWithout };
  return { anyOf: isPublic(type.name, field.name) ? [permission, 'public:read'] : [permission], nullWithout };
}

/** @throws Error for a public field that is not there, or that leads out of what is public. */
export function checkPublic(schema: GraphQLSchema): void {
  for (const [typeName, names] of Object.entries(PUBLIC))
    for (const name of names) {
      const type = schema.getType(typeName);
      const field = type && 'getFields' in type ? type.getFields()[name] : undefined;
      if (!field) throw new Error(`${typeName}.${name} is public, but there is no such field.`);
      const leadsTo: GraphQLNamedType = getNamedType(field.type);
      if (!isLeafType(leadsTo) && !Object.hasOwn(PUBLIC, leadsTo.name))
        throw new Error(`${typeName}.${name} is public and leads to ${leadsTo.name}, which is not.`);
    }
}
