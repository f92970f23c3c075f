/** What can be allowed. `<module>:read` or a verb; each root field of the API names one. */
export const PERMISSIONS = [
  'law:read',
  'unit:read',
  'unit:write',
  'team:read',
  'team:write',
  'person:read',
  'person:write',
  /** Name and last digits: enough to know somebody one works with. */
  'person:recognise',
  /** Records and answers people's requests about their data. */
  'person:export',
  'person:erase',
  /** Who read whose data, and what for. */
  'audit:read',
  'finding:read',
  'finding:waive',
  'task:read',
  'task:work',
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
  /** To sign in, and to keep one's own account: everybody's, strangers included. */
  'session:open',
  'account:manage',
  'key:manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

interface Role {
  readonly description: string;
  /** Held in the whole province, wherever the grant is. */
  readonly province: readonly Permission[];
  /** Held in the subtree of the grant's unit; in the whole province if the grant names none. */
  readonly subtree: readonly Permission[];
}

const READS: readonly Permission[] = ['law:read', 'unit:read', 'team:read', 'finding:read', 'task:read', 'quota:read', 'round:read'];
const REPORTS: readonly Permission[] = ['report:read', 'report:write', 'report:approve', 'report:manage'];

/** `task:work` is the team's side of a task, `task:manage` that of the unit that gives it. */
const KEEPS: readonly Permission[] = ['unit:write', 'team:write', 'person:read', 'person:write', 'task:work', 'task:manage', 'quota:write'];

/** The one table of who may do what. */
export const ROLES = {
  public: { description: 'anybody, without a token: may sign in', province: ['session:open'], subtree: [] },
  reader: {
    description: 'reads units, teams, rules, findings, tasks and approved figures; no personal data',
    province: READS,
    subtree: [],
  },
  'commune-officer': {
    description: 'keeps teams, members, hamlets, tasks, quotas and reports of one unit and below',
    province: READS,
    subtree: [...KEEPS, ...REPORTS, 'event:read'],
  },
  leader: {
    description: 'reads, and recognises the people of one unit and below by name and last digits',
    province: READS,
    subtree: ['person:recognise'],
  },
  'province-officer': {
    description: 'keeps teams, members, hamlets, tasks, quotas and reports, and waives findings',
    province: READS,
    subtree: [...KEEPS, ...REPORTS, 'event:read', 'finding:waive', 'person:export', 'person:erase'],
  },
  'province-admin': { description: 'everything in the province', province: PERMISSIONS, subtree: [] },
} as const satisfies Record<string, Role>;
export type RoleName = keyof typeof ROLES;

export function isRole(name: string): name is RoleName {
  return Object.hasOwn(ROLES, name);
}

export interface Grant {
  readonly role: RoleName;
  /** Official code of a unit; absent for the whole province. */
  readonly unit?: string;
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

/** Where an actor holds a permission: in the whole province, or in the subtrees of units with these official codes (none: nowhere). */
export function reach(actor: Actor, permission: Permission): 'province' | readonly string[] {
  if (actor.only && !actor.only.includes(permission)) return [];
  if (actor.key) return actor.key.unit === undefined ? 'province' : [actor.key.unit];
  const codes: string[] = [];
  for (const { role, unit } of actor.grants) {
    const { province, subtree }: Role = ROLES[role];
    if (province.includes(permission)) return 'province';
    if (!subtree.includes(permission)) continue;
    if (unit === undefined) return 'province';
    codes.push(unit);
  }
  return codes;
}

/** Whether the permission is held anywhere at all: the first question, before the target is known. */
export function holds(actor: Actor, permission: Permission): boolean {
  const where = reach(actor, permission);
  return where === 'province' || where.length > 0;
}
