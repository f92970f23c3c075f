import fc from 'fast-check';
import { judgeTeam } from '../../src/modules/finding/judge-team.rules';
import type { Breach, Fix, MemberFacts, Province, TeamFacts, TeamSize } from '../../src/tenancy/province';
import { inSomeProvince, kinds, PROVINCES, someDay, someMember, words } from './histories';

const basis = { document: 'plan', clause: '1' };
/** A province whose only law is the size of a team. */
const sized = (value: TeamSize): Province => {
  const [like] = PROVINCES as [Province];
  const silent = Object.fromEntries(Object.keys(like.rules).map((name) => [name, { noRule: true, reason: 'not spoken of' }]));
  return { ...like, rules: { ...like.rules, ...silent, teamSize: [{ from: '2022-01-01', value, basis }] } };
};
const subject = (kind: string) => ({ codes: ['99999', '999', '99'], level: 'hamlet', kind });

const bounds: fc.Arbitrary<TeamSize> = fc
  .record({
    min: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    span: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
    counts: fc.constantFrom('all' as const, 'ordinary' as const),
  })
  .map(({ min, span, counts }) => ({ min, max: span === undefined ? undefined : (min ?? 0) + span, counts }));

const team = (members: readonly MemberFacts[]): TeamFacts => ({ kind: 'hamlet-team', documents: [], members });
const somebody = (seat: MemberFacts['seat'], post?: string): MemberFacts => ({ seat, post, constituencies: [], skills: [] });
const roster = fc.array(fc.constantFrom('leader' as const, 'deputy' as const, 'member' as const), { maxLength: 14 });

describe('the rule of team size', () => {
  const judge = (value: TeamSize, members: readonly MemberFacts[]) =>
    judgeTeam(sized(value), subject('hamlet-team'), team(members), '2023-01-01');

  it('finds a breach if and only if the number it counts lies outside its bounds', () => {
    fc.assert(
      fc.property(bounds, roster, (value, seats) => {
        const count = seats.filter((seat) => value.counts === 'all' || seat === 'member').length;
        const outside = count < (value.min ?? 0) || count > (value.max ?? Infinity);
        const found = judge(
          value,
          seats.map((seat) => somebody(seat)),
        );
        expect(found.map(({ rule, requirement, observed }) => [rule, requirement, observed.count])).toEqual(
          outside ? [['teamSize', 'size', count]] : [],
        );
      }),
      { numRuns: 400 },
    );
  });

  it('is met after its smallest fix, and not after a smaller one', () => {
    fc.assert(
      fc.property(bounds, roster, (value, seats) => {
        const members = seats.map((seat) => somebody(seat));
        for (const { fix } of judge(value, members)) {
          const moving = (count: number) =>
            fix.action === 'ADD_MEMBERS'
              ? [...members, ...Array.from({ length: count }, () => somebody(fix.seat ?? 'member'))]
              : without(members, count, (member) => fix.seat === undefined || member.seat === fix.seat);
          expect(judge(value, moving(fix.count as number))).toEqual([]);
          expect(judge(value, moving((fix.count as number) - 1))).toHaveLength(1);
        }
      }),
      { numRuns: 400 },
    );
  });
});

function without(members: readonly MemberFacts[], count: number, which: (member: MemberFacts) => boolean): MemberFacts[] {
  let left = count;
  return members.filter((member) => !(which(member) && left-- > 0));
}

/** The team after a fix was made; null where it names nothing a team can do by itself, or more people than there are. */
function fixed(facts: TeamFacts, { action, count = 0, codes = [], seat }: Fix): TeamFacts | null {
  const { members } = facts;
  const with_ = (changed: readonly MemberFacts[]): TeamFacts => ({ ...facts, members: changed });
  const added = (member: MemberFacts) => with_([...members, ...Array.from({ length: count }, () => member)]);
  switch (action) {
    case 'ADD_MEMBERS':
      return added({ ...somebody(seat ?? 'member'), constituencies: codes.slice(0, 1) });
    case 'REMOVE_MEMBERS_OR_FOUND_SECOND_TEAM':
      return with_(without(members, count, (member) => seat === undefined || member.seat === seat));
    case 'APPOINT':
      return added(somebody(seat as MemberFacts['seat'], codes[0]));
    case 'REPLACE_HOLDER':
      return with_(
        members.map((member) => (member.seat === seat && !codes.includes(member.post ?? '') ? { ...member, post: codes[0] } : member)),
      );
    case 'REMOVE_FROM_SEAT':
      return with_(without(members, count, (member) => member.seat === seat));
    case 'TRAIN_MEMBERS': {
      const [skill] = codes as [string];
      const untrained = members.filter(({ skills }) => !skills.includes(skill)).slice(0, count);
      if (untrained.length < count) return null;
      return with_(members.map((member) => (untrained.includes(member) ? { ...member, skills: [...member.skills, skill] } : member)));
    }
    case 'RECORD_DOCUMENT':
      return { ...facts, documents: [...facts.documents, ...codes] };
    case 'FOUND_BY_AUTHORITY':
      return { ...facts, foundedBy: codes[0] };
    default:
      return null;
  }
}

const someTeam = (province: Province): fc.Arbitrary<TeamFacts> =>
  fc.record({
    kind: fc.constantFrom(...kinds(province)),
    foundedBy: fc.option(fc.constantFrom(...words(province, 'authorities')), { nil: undefined }),
    documents: fc.subarray(words(province, 'documentTypes')),
    members: fc.array(someMember(province), { maxLength: 12 }),
  });

describe('in every province, of any team on any day', () => {
  const some = inSomeProvince(someTeam);
  const name = ({ rule, requirement }: Breach) => `${rule}/${requirement}`;

  it('each finding is gone once its fix is made', () => {
    fc.assert(
      fc.property(some, someDay, ([province, facts], on) => {
        for (const breach of judgeTeam(province, subject(facts.kind), facts, on)) {
          const after = fixed(facts, breach.fix);
          if (after) expect(judgeTeam(province, subject(facts.kind), after, on).map(name)).not.toContain(name(breach));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('no fix is made of nothing: it names at least one person, and a code of the province', () => {
    fc.assert(
      fc.property(some, someDay, ([province, facts], on) => {
        const known = [...words(province, 'posts'), ...words(province, 'constituencies'), ...words(province, 'skills')];
        known.push(...words(province, 'documentTypes'), ...words(province, 'authorities'));
        for (const { fix } of judgeTeam(province, subject(facts.kind), facts, on)) {
          if (fix.count !== undefined) expect(fix.count).toBeGreaterThan(0);
          for (const code of fix.codes ?? []) expect(known).toContain(code);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('the order of the members, documents and codes says nothing', () => {
    const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
    const twice = inSomeProvince((province) =>
      someTeam(province).chain((facts) =>
        fc.record({ facts: fc.constant(facts), members: shuffled(facts.members), documents: shuffled(facts.documents) }),
      ),
    );
    // What a finding names of several people, it names in the order of the roster.
    const sorted = (breaches: readonly Breach[]) =>
      breaches.map((breach) => ({ ...breach, observed: { ...breach.observed, codes: breach.observed.codes?.toSorted() } }));
    fc.assert(
      fc.property(twice, someDay, ([province, { facts, members, documents }], on) => {
        const judge = (each: TeamFacts) => sorted(judgeTeam(province, subject(facts.kind), each, on));
        expect(judge({ ...facts, members, documents })).toEqual(judge(facts));
      }),
      { numRuns: 400 },
    );
  });
});
