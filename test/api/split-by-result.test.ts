import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { givenQuota } from '../support/quota';
import { refusalOf } from '../support/refused';
import { communesOf, openRound, peopleOf, reported } from '../support/reports';
import type { Commune, People } from '../support/reports';

const INSTALLS = 'c-thai-nguyen-installs';
const DISTRICT = '168';
const SPLIT = `query ($holding: ID!, $amount: Float) { proposeQuotaSplit(holding: $holding, by: LAST_RESULT, amount: $amount, on: "2023-10-10") {
  unit { id } weight complete amount } }`;

let service: TestApp;
let people: People;
let chief: Client;
let communes: Commune[];
beforeAll(async () => {
  service = await startApp({ now: new Date('2023-10-10T03:00:00Z') });
  people = peopleOf(service, 'thai-nguyen');
  chief = people.writer;
  communes = await communesOf(chief, DISTRICT, '2023-09-30');
});
afterAll(() => service.close());

const quotaOf = (from: string, until: string, changed: object = {}) =>
  givenQuota(chief, DISTRICT, 1000, { indicator: INSTALLS, from, until, ...changed });
const month = (n: number) => ({ from: `2023-0${n}-01`, until: n === 9 ? '2023-10-01' : `2023-0${n + 1}-01` });
const open = async (n: number): Promise<string> =>
  (await openRound(chief, DISTRICT, { duty: 'team-results', dueDay: month(n).until, ...month(n) })).id;

describe('a quota shared by the last result', () => {
  it('goes by what was approved in the months just before, unit by unit, and says which results are not complete', async () => {
    const rounds = [await open(7), await open(8), await open(9)];
    // The first commune reports of all its teams in all months, the others of one team in one month.
    for (const round of rounds)
      for (const { id } of communes[0]?.teams ?? []) await reported(people, round, { teamId: id }, { [INSTALLS]: 5 });
    const one = (commune: Commune) => ({ teamId: commune.teams[0]?.id });
    for (const [n, commune] of communes.slice(1).entries())
      await reported(people, rounds[n % 3] as string, one(commune), { [INSTALLS]: 10 * (n + 1) });
    const quota = await quotaOf('2023-10-01', '2024-01-01');
    const { proposeQuotaSplit: parts } = await chief.ask(SPLIT, { holding: quota.holding.id });
    const weights = communes.map((commune, n) => (n === 0 ? 15 * commune.teams.length : 10 * n));
    expect(new Map(parts.map(({ unit, weight }: { unit: { id: string }; weight: number }) => [unit.id, weight]))).toEqual(
      new Map(communes.map(({ id }, n) => [id, weights[n]])),
    );
    expect(parts.filter(({ complete }: { complete: boolean }) => complete)).toMatchObject([{ unit: { id: communes[0]?.id } }]);
    expect(parts.reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0)).toBe(1000);
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    for (const { weight, amount } of parts) expect(Math.abs(amount - (1000 * weight) / whole)).toBeLessThan(1);
  });

  it('is refused with the names of those without a result: that is not 0', async () => {
    // September alone lies before October; communes that reported in July or August only have no result.
    const quota = await quotaOf('2023-10-01', '2023-11-01');
    const refused = await refusalOf(service, chief, SPLIT, { holding: quota.holding.id });
    const without = communes.slice(1).filter((_, n) => n % 3 !== 2);
    expect(refused).toMatchObject({ refused: 'RESULT_MISSING', indicator: INSTALLS, from: '2023-09-01', until: '2023-10-01' });
    const units = refused.units as string[];
    expect(units).toHaveLength(without.length);
    for (const { name } of without) expect(units.some((each) => each.endsWith(` ${name}`))).toBe(true);
  });

  it('is refused for all where there were no reports, and where every result is 0', async () => {
    const early = await quotaOf('2023-06-01', '2023-07-01');
    const other = await quotaOf('2023-10-01', '2024-01-01', { indicator: 'people-reached' });
    for (const { holding } of [early, other]) {
      const refused = await refusalOf(service, chief, SPLIT, { holding: holding.id });
      expect(refused.refused).toBe('RESULT_MISSING');
      expect(refused.units).toHaveLength(communes.length);
    }
    const june = await open(6);
    for (const commune of communes) await reported(people, june, { teamId: commune.teams[0]?.id }, { [INSTALLS]: 0 });
    const july = await quotaOf('2023-07-01', '2023-07-31');
    expect(await refusalOf(service, chief, SPLIT, { holding: july.holding.id })).toMatchObject({ refused: 'RESULT_MISSING' });
  });
});
