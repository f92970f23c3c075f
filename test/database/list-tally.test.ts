import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { foldTallies } from '../../src/database/list-tally';
import { addDays } from '../../src/tenancy/day';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { addHamlet, foundHamletTeam, newDocument, unique } from '../support/found';
import type { FoundedTeam } from '../support/found';

const RUNS = Number(process.env.FC_RUNS ?? 15);
const COMMUNE = '10138';

let service: TestApp;
let db: DataSource;
let admin: Client;
beforeAll(async () => {
  service = await startApp();
  db = service.databases.get('ha-noi') as DataSource;
  admin = service.as('ha-noi', { role: 'province-admin' });
});
afterAll(() => service.close());

const DATED = [
  ['unit', 'admin_unit_state', 'level'],
  ['team', 'team', 'kind'],
  ['finding', 'finding', 'rule'],
  ['task', 'task_state', 'state'],
] as const;

/** Where a kept count is not the number of rows, on any day on which either changes and for any code. */
async function differences(): Promise<unknown[]> {
  const found = await Promise.all(
    DATED.map(([list, table, code]) =>
      db.query(
        `WITH day AS (SELECT DISTINCT d FROM ${table}, unnest(ARRAY[from_day, until_day]) d WHERE isfinite(d) UNION SELECT day FROM list_tally WHERE list = '${list}' AND isfinite(day)),
           code AS (SELECT DISTINCT ${code} AS c FROM ${table} UNION SELECT code FROM list_tally WHERE list = '${list}')
         SELECT * FROM (SELECT '${list}' AS list, d::text, c,
           (SELECT count(*) FROM ${table} WHERE ${code} = c AND from_day <= d AND until_day > d) AS counted,
           (SELECT coalesce(sum(delta), 0) FROM list_tally WHERE list = '${list}' AND code = c AND day <= d) AS kept FROM day, code) x
         WHERE counted <> kept ORDER BY 1, 2, 3`,
      ),
    ),
  );
  const [rounds] = await db.query(
    `SELECT (SELECT count(*) FROM report_round) AS counted, (SELECT coalesce(sum(delta), 0) FROM list_tally WHERE list = 'round') AS kept`,
  );
  return [...found.flat(), ...(rounds.counted === rounds.kept ? [] : [rounds])];
}

const size = async () => (await db.query(`SELECT count(*) AS rows FROM list_tally`))[0].rows as number;

interface Story {
  readonly teams: FoundedTeam[];
}
type Step = (story: Story) => Promise<unknown>;
const named = (verb: string, input: string) => `mutation ($input: ${input}!) { ${verb}(input: $input) { id } }`;
const onDay = fc.nat({ max: 150 }).map((days) => addDays('2024-02-01', days));
/** When all that began on such a day can have ended. */
const later = fc.nat({ max: 150 }).map((days) => addDays('2024-07-05', days));
const nth = fc.nat({ max: 5 });
const teamOf = ({ teams }: Story, at: number) => teams[at % teams.length];
const decision = () => newDocument('2024-01-15');

const found =
  (day: string): Step =>
  async ({ teams }) =>
    teams.push(await foundHamletTeam(admin, { commune: COMMUNE, day }));
const dissolve =
  (at: number, from: string): Step =>
  async (story) => {
    const team = teamOf(story, at);
    if (!team) return;
    const { team: now } = await admin.ask('query ($id: ID!) { team(id: $id) { version } }', { id: team.id });
    await admin.answer(named('dissolveTeam', 'TeamDecisionInput'), {
      input: { teamId: team.id, from, expectedVersion: now.version, decision: decision() },
    });
  };

/** What may happen to teams; what the law of structure refuses does not happen. */
const step: fc.Arbitrary<Step> = fc.oneof(
  onDay.map(found),
  onDay.map((from) => () => addHamlet(admin, COMMUNE, { from })),
  fc.tuple(nth, later).map((it) => dissolve(...it)),
  fc.tuple(nth, nth, later).map(([into, other, from]) => async (story: Story) => {
    const [one, two] = [teamOf(story, into), teamOf(story, other)];
    if (!one || !two) return;
    await admin.answer(named('mergeTeams', 'MergeTeamsInput'), {
      input: { intoTeamId: one.id, teamIds: [two.id], from, decision: decision() },
    });
  }),
  fc.tuple(nth, later).map(([at, from]) => async (story: Story) => {
    const team = teamOf(story, at);
    if (!team) return;
    await admin.answer(named('renameTeams', 'RenameTeamsInput'), {
      input: { teamIds: [team.id], from, name: unique('Tổ Thử '), decision: decision() },
    });
  }),
);

describe('the kept length of a list', () => {
  it('is the number of its rows for each code and day, once units, demonstration and judgement are there', async () => {
    expect(await size()).toBeGreaterThan(10);
    expect(await differences()).toEqual([]);
  });

  it('stays so through any foundings, endings, mergers and renames, folded or not', async () => {
    let ended = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), fc.boolean(), async (steps, fold) => {
        const story: Story = { teams: [] };
        for (const each of steps) await each(story);
        if (fold) await foldTallies({ db }, 3);
        expect(await differences()).toEqual([]);
        const ids = story.teams.map(({ id }) => id);
        const { nodes } = await admin.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Team { endedDay } } }', { ids });
        ended += nodes.filter((team: { endedDay: string | null }) => team.endedDay).length;
      }),
      // One that ends something in any case.
      { numRuns: RUNS, examples: [[[found('2024-02-01'), dissolve(0, '2024-08-01')], false]] },
    );
    expect(ended).toBeGreaterThan(0);
  }, 180_000);

  it('is what the API counts, and the API counts as many as it lists', async () => {
    for (const on of ['2023-12-31', '2024-06-15', '2025-01-01']) {
      const ask = async (kind: string | null, after: string | null) =>
        (
          await admin.ask(
            'query ($kind: String, $on: Date!, $after: String) { teams(filter: { kind: $kind }, on: $on, first: 200, after: $after) { totalCount edges { cursor } pageInfo { endCursor } } }',
            { kind, on, after },
          )
        ).teams;
      for (const kind of [null, 'hamlet-team']) {
        let [listed, after] = [0, null as string | null];
        for (;;) {
          const { totalCount, edges, pageInfo } = await ask(kind, after);
          listed += edges.length;
          after = pageInfo.endCursor;
          if (edges.length < 200) {
            expect({ on, kind, totalCount }).toEqual({ on, kind, totalCount: listed });
            break;
          }
        }
      }
    }
  });

  it('takes one row for each day and code once it is folded, and those that cancel out none', async () => {
    await foldTallies({ db });
    const [{ rows, places, zeros }] = await db.query(
      `SELECT count(*) AS rows, count(DISTINCT (list, code, day)) AS places, count(*) FILTER (WHERE delta = 0 OR NOT folded) AS zeros FROM list_tally`,
    );
    expect({ rows, zeros }).toEqual({ rows: places, zeros: 0 });
    expect(await foldTallies({ db })).toBe(0);
    expect(await differences()).toEqual([]);
  });

  it('is not waited for: two who found teams at once each add to it', async () => {
    const before = await differences();
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => foundHamletTeam(admin, { commune: n % 2 ? '10132' : COMMUNE, day: '2024-04-01' })),
    );
    expect([before, await differences()]).toEqual([[], []]);
  });

  it('can be made anew after rows were loaded past the triggers, for one province alone', async () => {
    const of = async (slug: string) =>
      (await service.owner.query(`SELECT count(*)::int AS n FROM list_tally WHERE tenant = $1`, [slug])).rows[0].n;
    const elsewhere = await of('thai-nguyen');
    await service.owner.query(`UPDATE list_tally SET delta = delta + 1 WHERE tenant = 'ha-noi'`);
    expect(await differences()).not.toEqual([]);
    await service.owner.query(`SELECT tally_lists_anew('ha-noi')`);
    expect(await differences()).toEqual([]);
    expect(await of('thai-nguyen')).toBe(elsewhere);
  });
});
