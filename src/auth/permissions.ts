/** What can be allowed. `<module>:read` or a verb; each root field of the API names one. */
export const PERMISSIONS = [
  /** What stands open to everybody of units and teams. */
  'public:read',
  'law:read',
  'unit:read',
  'unit:write',
  'team:read',
  'team:write',
  /** Who is in a team, without the person: seats, posts, days. How many there are is `team:read`. */
  'member:read',
  'person:read',
  'person:write',
  /** Name and last digits: enough to know somebody one works with. */
  'person:recognise',
  /** Records and answers people's requests about their data. */
  'person:export',
  'person:erase',
  /** Who read whose data, and what for. */
  'audit:read',
  /** What the service spends the time of a request on. */
  'timing:read',
  'finding:read',
  /** How many findings there are; `finding:read` is which. */
  'finding:count',
  'finding:waive',
  'task:read',
  /** What tasks and outreach come to; `task:read` and `outreach:read` are the rows. */
  'progress:read',
  /** What was done for a task, and why something was decided, in the words of who did it. */
  'evidence:read',
  'outreach:read',
  'task:work',
  'task:assign',
  'task:manage',
  'event:read',
  'quota:read',
  'quota:write',
  /** Rounds, who reported, approved values and what they come to. */
  'round:read',
  /** Drafts, narratives and threads. */
  'report:read',
  'report:write',
  'report:approve',
  /** Opens rounds and excuses. */
  'report:manage',
  /** Grants roles, none that can do more than the one who grants. */
  'grant:manage',
  /** To sign in, and to keep one's own account: everybody's, strangers included. */
  'session:open',
  'account:manage',
  'key:manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export interface Role {
  readonly description: string;
  /** Held in the whole province, wherever the grant is. */
  readonly province: readonly Permission[];
  /** Held where the grant is: in a unit and below it, in a team, or in the whole province if it names neither. */
  readonly subtree: readonly Permission[];
}

/** Sums of everything, rows of nothing that speaks of one person's work. */
const SUMS: readonly Permission[] = ['law:read', 'unit:read', 'team:read', 'finding:count', 'progress:read', 'quota:read', 'round:read'];
const READS: readonly Permission[] = [...SUMS, 'member:read', 'finding:read', 'task:read', 'evidence:read', 'outreach:read'];
const REPORTS: readonly Permission[] = ['report:read', 'report:write', 'report:approve', 'report:manage'];

/** `task:work` is the team's side of a task, `task:manage` that of the unit that gives it. */
const KEEPS: readonly Permission[] = [
  'unit:write',
  'team:write',
  'person:read',
  'person:recognise',
  'person:write',
  'task:work',
  'task:assign',
  'task:manage',
  'quota:write',
  ...REPORTS,
  'event:read',
  'grant:manage',
];

/** The one table of who may do what. */
export const ROLES = {
  public: {
    description: 'anybody, without a token: sees the public fields of units and teams, may sign in',
    province: ['public:read', 'session:open'],
    subtree: [],
  },
  reader: {
    description: 'reads units, teams, rules, findings, tasks and approved figures; no personal data',
    province: READS,
    subtree: [],
  },
  analyst: {
    description: 'reads counts, totals and progress; no rows of members, findings, tasks, evidence, outreach or report texts',
    province: SUMS,
    subtree: [],
  },
  member: {
    description: "a team's volunteer: works on the team's tasks and keeps its outreach log",
    province: READS,
    subtree: ['task:work'],
  },
  leader: {
    description: "heads a team: also recognises its members, assigns them to tasks and writes the team's reports",
    province: READS,
    subtree: ['person:recognise', 'task:work', 'task:assign', 'report:read', 'report:write'],
  },
  'commune-officer': {
    description: 'keeps teams, members, hamlets, tasks, quotas and reports of one unit and below',
    province: READS,
    subtree: KEEPS,
  },
  'district-officer': {
    description: 'keeps the same of one district and below',
    province: READS,
    subtree: KEEPS,
  },
  'province-officer': {
    description: 'keeps teams, members, hamlets, tasks, quotas and reports, and waives findings',
    province: READS,
    subtree: [...KEEPS, 'finding:waive', 'person:export', 'person:erase'],
  },
  'province-admin': { description: 'everything in the province', province: PERMISSIONS, subtree: [] },
  integration: {
    description: 'a machine of another system: reads what a reader reads, hands in outreach and reports where it is granted',
    province: READS,
    subtree: ['task:work', 'report:read', 'report:write'],
  },
} as const satisfies Record<string, Role>;
export type RoleName = keyof typeof ROLES;

export function isRole(name: string): name is RoleName {
  return Object.hasOwn(ROLES, name);
}

export interface Grant {
  readonly role: RoleName;
  /** Official code of a unit; absent for the whole province. */
  readonly unit?: string;
  /** Of a grant on record in place of a code: units, the first one's successors with it. Their ids, which mergers do not change. */
  readonly unitIds?: readonly string[];
  /** Of a grant on record: a team, with what it was absorbed by. */
  readonly teamIds?: readonly string[];
  /** First day it no longer holds; absent if none is known. */
  readonly until?: string;
}

export interface Actor {
  /** The token's subject, as it stands in events. */
  readonly id: string;
  readonly grants: readonly Grant[];
  /** Holds nothing but these, whatever it is granted. */
  readonly only?: readonly Permission[];
  /** Of an API key, which holds permissions and no role: `only`, in the subtree of the unit with this official code or in the whole province. */
  readonly key?: { readonly unit?: string };
  /** Of an account: the id of its session. */
  readonly session?: string;
  /** Of an account that may do nothing before it has a second factor. */
  readonly mustEnrol?: boolean;
}

/** Who asks without a token. Never the subject of one. */
export const STRANGER: Actor = { id: 'public', grants: [{ role: 'public' }] };

export function isStranger({ id }: Actor): boolean {
  return id === STRANGER.id;
}

/** Places where something is held: subtrees of units by official code or by id, and teams. */
export interface Places {
  readonly codes: readonly string[];
  readonly unitIds: readonly string[];
  readonly teamIds: readonly string[];
}

const NOWHERE: Places = { codes: [], unitIds: [], teamIds: [] };

/** Where an actor holds a permission: in the whole province, or in places. */
export function reach(actor: Actor, permission: Permission): 'province' | Places {
  if (actor.only && !actor.only.includes(permission)) return NOWHERE;
  if (actor.key) return actor.key.unit === undefined ? 'province' : { ...NOWHERE, codes: [actor.key.unit] };
  const held: Grant[] = [];
  for (const grant of actor.grants) {
    const { province, subtree }: Role = ROLES[grant.role];
    if (province.includes(permission)) return 'province';
    if (!subtree.includes(permission)) continue;
    if (grant.unit === undefined && !grant.unitIds && !grant.teamIds) return 'province';
    held.push(grant);
  }
  return {
    codes: held.flatMap(({ unit }) => unit ?? []),
    unitIds: held.flatMap(({ unitIds }) => unitIds ?? []),
    teamIds: held.flatMap(({ teamIds }) => teamIds ?? []),
  };
}

/** Whether the permission is held anywhere at all: the first question, before the target is known. */
export function holds(actor: Actor, permission: Permission): boolean {
  const where = reach(actor, permission);
  return where === 'province' || where.codes.length + where.unitIds.length + where.teamIds.length > 0;
}

const permissions = new WeakMap<Actor, string>();

/** A name of everything that an actor holds anywhere, the same for all who hold the same. */
export function permissionsOf(actor: Actor): string {
  const known = permissions.get(actor);
  if (known !== undefined) return known;
  const held = PERMISSIONS.map((permission) => (holds(actor, permission) ? '1' : '0')).join('');
  permissions.set(actor, held);
  return held;
}
