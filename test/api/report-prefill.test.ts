import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { unique } from '../support/found';
import { IN_AUGUST, openRound, peopleOf, save } from '../support/reports';
import { EXPAND, openWorksite, PASS_ON, tasksOf } from '../support/work';
import type { Worksite } from '../support/work';

const LOG = 'mutation ($input: LogOutreachInput!) { logOutreach(input: $input) { id version } }';
const PREFILL = `query ($id: ID!, $holder: HolderInput!) { reportRound(id: $id) { prefill(holder: $holder) {
  code segment value number entries unknown tasks indicator { code } outreach { id people task { directive { sourceCode } } } } } }`;

let service: TestApp;
let site: Worksite;
let round: string;
beforeAll(async () => {
  service = await startApp({ now: IN_AUGUST });
  site = await openWorksite(service);
  const form = {
    new: {
      code: 'prefill',
      name: 'Thử',
      indicators: ['people-reached', 'households-reached', 'c-thai-nguyen-installs', 'people-guided-public-services', 'people-trained'],
    },
  };
  const client = site.admin;
  round = (await openRound(client, '168', { form, reporters: { teams: true }, reason: 'Thử', from: '2022-07-03', until: '2022-07-20' })).id;
});
afterAll(() => service.close());

const log = async (team: string, rest: object) =>
  (
    await site.admin.ask(LOG, {
      input: { teamId: team, pillar: 'SOCIETY', day: '2022-07-10', idempotencyKey: unique('an entry '), ...rest },
    })
  ).logOutreach;
const prefill = async (holder: object, id = round) => (await site.admin.ask(PREFILL, { id, holder })).reportRound.prefill;

/** The team's task of the monthly theme, by the code of the catalogue. */
async function taskOf(team: string, code: string): Promise<string> {
  const period = { from: '2022-06-01', until: '2022-08-01' };
  const { expandTimeline } = await site.admin.ask(EXPAND, { input: { unitId: site.unit, ...period } });
  const directive = expandTimeline.directives.find(({ sourceCode }: { sourceCode: string }) => sourceCode.endsWith(`:${code}`)).id;
  await site.admin.ask(PASS_ON, { input: { directiveId: directive, to: { teamIds: [team] } } });
  return (await tasksOf(site.admin, { team, directive }))[0]?.id as string;
}

describe('the values proposed for a report', () => {
  it('come from the team log of these days, are explained by its entries, and are stored nowhere', async () => {
    const team = site.team(0);
    const services = await taskOf(team, 'online-public-services');
    await log(team, { people: 100, day: '2022-07-02' });
    await log(team, { people: 100, day: '2022-07-20' });
    const first = await log(team, { people: 4, households: 2, day: '2022-07-03' });
    const second = await log(team, { people: 6, taskId: services, day: '2022-07-19' });
    await log(team, { taskId: services });
    const found = await prefill({ teamId: team });
    expect(found).toEqual([
      {
        code: 'people-reached',
        segment: null,
        value: 10,
        number: 'PEOPLE',
        entries: 2,
        unknown: 1,
        tasks: [],
        indicator: { code: 'people-reached' },
        outreach: expect.arrayContaining([
          { id: first.id, people: 4, task: null },
          { id: second.id, people: 6, task: expect.anything() },
        ]),
      },
      expect.objectContaining({ code: 'households-reached', value: 2, number: 'HOUSEHOLDS', entries: 1, unknown: 2 }),
      expect.objectContaining({
        code: 'people-guided-public-services',
        value: 6,
        entries: 1,
        unknown: 1,
        tasks: ['online-public-services'],
        outreach: [{ id: second.id, people: 6, task: { directive: { sourceCode: expect.stringMatching(/:online-public-services$/) } } }],
      }),
    ]);
    const { team: read } = await site.admin.ask('query ($id: ID!) { team(id: $id) { reports { totalCount } } }', { id: team });
    expect(read.reports.totalCount).toBe(0);
  });

  it('can be saved in the draft as they are', async () => {
    const team = site.team(1);
    await log(team, { people: 8, taskId: await taskOf(team, 'install-c-thai-nguyen') });
    const values = Object.fromEntries(
      (await prefill({ teamId: team })).map(({ code, value }: { code: string; value: number }) => [code, value]),
    );
    expect(values).toEqual({ 'people-reached': 8, 'c-thai-nguyen-installs': 8 });
    const { writer } = peopleOf(service, 'thai-nguyen');
    expect(await save(writer, round, { teamId: team }, values)).toMatchObject({ state: 'DRAFT' });
  });

  it('are none for a team without entries, which is not 0, nor from entries that were cancelled', async () => {
    const team = site.team(2);
    expect(await prefill({ teamId: team })).toEqual([]);
    const { id } = await log(team, { people: 8 });
    expect(await prefill({ teamId: team })).toMatchObject([{ code: 'people-reached', value: 8 }]);
    await site.admin.ask('mutation ($input: CancelOutreachInput!) { cancelOutreach(input: $input) { id } }', {
      input: { outreachId: id, expectedVersion: 1, reason: 'Ghi nhầm' },
    });
    expect(await prefill({ teamId: team })).toEqual([]);
  });

  it('are for a unit what the teams in it say together, and nothing where values are computed', async () => {
    const [one, two] = [site.commune(0), site.commune(1)];
    const sums = async (id: string) =>
      (await prefill({ unitId: id })).find(({ code }: { code: string }) => code === 'people-reached')?.value ?? 0;
    const before = [await sums(one.id), await sums(site.unit)];
    await log(site.team(0), { people: 30 });
    await log(site.team(1), { people: 20 });
    expect([await sums(one.id), await sums(site.unit)]).toEqual([(before[0] as number) + 30, (before[1] as number) + 50]);
    expect(await sums(two.id)).toBeGreaterThanOrEqual(20);
    const consolidated = await openRound(site.admin, '168', { duty: 'commune-periodic', from: '2022-07-04', until: '2022-07-19' });
    expect(consolidated.consolidated).toBe(true);
    expect(await prefill({ unitId: one.id }, consolidated.id)).toEqual([]);
  });

  it('cost the same number of statements with one entry and with thirty', async () => {
    const team = site.team(2);
    await log(team, { people: 1 });
    const count = async () => {
      service.takeStatements();
      await prefill({ teamId: team });
      return service.takeStatements().length;
    };
    const few = await count();
    for (let n = 0; n < 30; n++) await log(team, { people: 1 });
    expect(await count()).toBe(few);
    expect((await prefill({ teamId: team }))[0]).toMatchObject({ value: 31, entries: 31 });
    expect((await prefill({ teamId: team }))[0].outreach).toHaveLength(20);
  });
});
