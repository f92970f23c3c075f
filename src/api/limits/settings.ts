import { StartupError } from '../../database/startup-error';
import { DEFAULT_LIMITS } from './limits';
import type { Allowance, Limits } from './limits';

/** The limits as the environment sets them. @throws StartupError for a setting that cannot be used. */
export function readLimits(env: NodeJS.ProcessEnv, production: boolean): Limits {
  const introspection = readIntrospection(env.TO_SO_PUBLIC_INTROSPECTION) ?? !production;
  return {
    ...DEFAULT_LIMITS,
    cost: readCount('TO_SO_MAX_COST', env.TO_SO_MAX_COST) ?? DEFAULT_LIMITS.cost,
    budgets: { ...DEFAULT_LIMITS.budgets, ...readBudgets(env.TO_SO_BUDGETS) },
    introspectionForStrangers: introspection,
    suggestions: introspection,
    http: { ...DEFAULT_LIMITS.http, origins: readOrigins(env.TO_SO_CORS_ORIGINS), strictTransport: production },
  };
}

function readCount(name: string, text: string | undefined): number | undefined {
  if (!text) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new StartupError(`${name} is "${text}"; give a whole number from 1.`);
}

/** `role=capacity/refill`, with commas between them. */
function readBudgets(text: string | undefined): Record<string, Allowance> {
  return Object.fromEntries(
    readList(text).map((each) => {
      const [, role, capacity, refill] = /^([a-zA-Z-]+)=([1-9]\d{0,8})\/([1-9]\d{0,8})$/.exec(each) ?? [];
      if (!role)
        throw new StartupError(
          `TO_SO_BUDGETS holds "${each}"; write role=points/points-a-second, as in "stranger=5000/50,analyst=400000/4000".`,
        );
      return [role, { capacity: Number(capacity), refill: Number(refill) }];
    }),
  );
}

function readIntrospection(text: string | undefined): boolean | undefined {
  if (!text) return undefined;
  if (text === 'on' || text === 'off') return text === 'on';
  throw new StartupError(`TO_SO_PUBLIC_INTROSPECTION is "${text}"; use on or off.`);
}

function readOrigins(text: string | undefined): string[] {
  const origins = readList(text);
  const wrong = origins.filter((each) => each !== '*' && !isOrigin(each));
  if (wrong.length === 0) return origins;
  throw new StartupError(
    `TO_SO_CORS_ORIGINS names ${wrong.join(', ')}; give origins like https://app.example.vn, with commas between them.`,
  );
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}

function readList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}
