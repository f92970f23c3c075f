import fc from 'fast-check';
import { provinces } from '../../plugins';
import { inventedProvinces } from '../provinces';
import type { TeamHistory } from '../../src/modules/finding/team-facts.service';
import { addDays, compareDays, FIRST_DAY, LAST_DAY } from '../../src/tenancy/day';
import type { Day, MemberFacts, Province, TeamKinds, Terminology } from '../../src/tenancy/province';
import { isNoRule } from '../../src/tenancy/rule';
import type { Rule } from '../../src/tenancy/rule';

/** Every province, invented ones too: what holds of judging holds whatever the law. */
export const PROVINCES: readonly Province[] = [...provinces, ...inventedProvinces];

function valuesOf<V>(rule: Rule<V>): V[] {
  return isNoRule(rule) ? [] : rule.flatMap(({ value }) => (isNoRule(value) ? [] : [value]));
}

/** Codes that any version of the province's vocabulary has. */
export function words(province: Province, words: 'posts' | 'constituencies' | 'skills' | 'documentTypes' | 'authorities'): string[] {
  return [...new Set(valuesOf<Terminology>(province.rules.terminology).flatMap((terms) => terms[words].map(({ code }) => code)))];
}

export function kinds(province: Province): string[] {
  return [...new Set(valuesOf<TeamKinds>(province.rules.teamKinds).flatMap((value) => value.kinds.map(({ code }) => code)))];
}

/** Official codes of units that any rule is limited to, and one that none names. */
function places(province: Province): string[][] {
  const named = Object.values(province.rules as unknown as Record<string, Rule<unknown>>).flatMap((rule) =>
    isNoRule(rule) ? [] : rule.flatMap(({ scope }) => scope?.unit ?? []),
  );
  return [...new Set(['999', ...named])].map((code) => ['99999', code, province.code]);
}

const SOME_DAYS = { min: 0, max: 1200 };
export const someDay: fc.Arbitrary<Day> = fc.integer(SOME_DAYS).map((n) => addDays('2022-01-01', n));

const span = fc.tuple(someDay, fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined })).map(([from, days]) => ({
  from,
  until: days === undefined ? LAST_DAY : addDays(from, days),
}));

export function someMember(province: Province): fc.Arbitrary<MemberFacts> {
  return fc.record({
    seat: fc.constantFrom('leader' as const, 'deputy' as const, 'member' as const, 'member' as const, 'member' as const),
    post: fc.option(fc.constantFrom(...words(province, 'posts')), { nil: undefined }),
    constituencies: fc.subarray(words(province, 'constituencies'), { maxLength: 3 }),
    skills: fc.subarray(words(province, 'skills')),
  });
}

/** A team's life as the database could hold it, in a unit that may pass from one district to another. */
export function someHistory(province: Province): fc.Arbitrary<TeamHistory> {
  const life = fc.record({
    kind: fc.constantFrom(...kinds(province)),
    organisationId: fc.constantFrom(null, 'organisation'),
    foundedBy: fc.constantFrom(...words(province, 'authorities')),
    span,
  });
  return fc
    .record({
      life,
      members: fc.array(fc.tuple(someMember(province), span), { maxLength: 12 }),
      documents: fc.array(fc.record({ type: fc.constantFrom(...words(province, 'documentTypes')), from: someDay }), { maxLength: 4 }),
      lies: fc.tuple(fc.constantFrom(...places(province)), someDay, fc.constantFrom(...places(province))),
    })
    .map(
      ({
        life: {
          span: { from, until },
          ...team
        },
        members,
        documents,
        lies: [before, moved, after],
      }) => ({
        team: { id: 'team', ...team, from, until },
        hosts: [{ teamId: 'team', unitId: 'unit', from, until }],
        members: members.map(([{ post, ...member }, dated]) => ({
          teamId: 'team',
          post: post ?? null,
          ...member,
          constituencies: [...member.constituencies],
          skills: [...member.skills],
          ...dated,
        })),
        documents: documents.map((document) => ({ teamId: 'team', ...document })),
        places: {
          changedDays: () => [FIRST_DAY, moved, LAST_DAY],
          on: (_, day) => ({ codes: compareDays(day, moved) < 0 ? before : after, level: 'hamlet', code: null }),
        },
      }),
    );
}

/** One of the provinces with something of its own. */
export function inSomeProvince<T>(make: (province: Province) => fc.Arbitrary<T>): fc.Arbitrary<readonly [Province, T]> {
  return fc.constantFrom(...PROVINCES).chain((province) => make(province).map((each) => [province, each] as const));
}
