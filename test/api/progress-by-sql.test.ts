import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { givenQuota } from '../support/quota';
import { communesOf, openRound, peopleOf, reported } from '../support/reports';
import type { Commune } from '../support/reports';

const DISTRICT = '168';
const INSTALLS = 'c-thai-nguyen-installs';
const SPAN = { from: '2022-07-01', until: '2022-09-01' };
const FIGURE = 'result numerator denominator complete expected reported unknown missingCount';
const PLAIN = `__typename segment from end: until target percent ${FIGURE} months { month ${FIGURE} }`;

let service: TestApp;
let communes: Commune[];
const people = () => peopleOf(service, 'thai-nguyen');
beforeAll(async () => {
  service = await startApp({ now: new Date('2022-09-03T03:00:00Z') });
  communes = await communesOf(people().writer, DISTRICT, '2022-07-31');
  const team = (commune: number) => ({ teamId: communes[commune]?.teams[0]?.id as string });
  const july = await openRound(people().writer, DISTRICT, {
    duty: 'team-results',
    from: '2022-07-01',
    until: '2022-08-01',
    dueDay: '2022-08-05',
  });
  await reported(people(), july.id, team(0), { [INSTALLS]: 90_000 });
  await reported(people(), july.id, team(1), { [INSTALLS]: null });
  await givenQuota(people().writer, DISTRICT, 150_000, { indicator: INSTALLS, ...SPAN });
});
afterAll(() => service.close());

/** @param more what is asked besides: of what only resolvers answer, they answer all. */
async function asked(more = '', what = PLAIN, code = DISTRICT) {
  const args = `(indicator: "${INSTALLS}", from: "${SPAN.from}", until: "${SPAN.until}")`;
  service.takeStatements();
  const { adminUnit } = await people().writer
    .ask(`{ adminUnit(by: { code: "${code}" }, on: "2022-08-31") { name progress${args} { ${what} ${more} }
    children(first: 50) { edges { node { name far: progress${args} { ${what} ${more} } } } } } }`);
  const statements = service.takeStatements().filter((text) => text.includes('report_round'));
  return { adminUnit, statements };
}

const REPORTS = 'reports { expected onTime late missing excused open approved receivedPercent onTimePercent }';

describe('progress that is read with its units', () => {
  it('is that which the resolvers answer, of a district and each of its communes', async () => {
    const [written, resolved] = [await asked(REPORTS), await asked(`${REPORTS} counted { form }`)];
    const without = (progress: Record<string, unknown>) => ({ ...progress, counted: undefined });
    const { adminUnit: all } = resolved;
    expect(written.adminUnit.progress).toMatchObject({
      __typename: 'IndicatorProgress',
      target: 150_000,
      result: 90_000,
      percent: 60,
      unknown: 1,
    });
    expect(without(written.adminUnit.progress)).toEqual(without(all.progress));
    const farOf = ({ children }: typeof all) => children.edges.map(({ node }: { node: { far: object } }) => without(node.far as never));
    expect(farOf(written.adminUnit)).toHaveLength(communes.length);
    expect(farOf(written.adminUnit)).toEqual(farOf(all));
  });

  it('takes one statement while all rounds are closed, whether or not targets and reports are asked for', async () => {
    expect((await asked('', 'result months { month result }')).statements).toHaveLength(1);
    expect((await asked(REPORTS)).statements).toHaveLength(1);
    expect((await asked(`${REPORTS} counted { form }`)).statements).toHaveLength(1);
  });

  it('reads neither targets nor punctuality that nobody asks for', async () => {
    const [text] = (await asked('', 'result')).statements;
    expect(text).not.toMatch(/quota|report_tally|report_excuse/);
  });

  it('counts an open round from its values, in one statement more', async () => {
    const august = await openRound(people().writer, DISTRICT, {
      duty: 'team-results',
      from: '2022-08-01',
      until: '2022-09-01',
      dueDay: '2022-09-05',
    });
    await reported(people(), august.id, { teamId: communes[2]?.teams[0]?.id as string }, { [INSTALLS]: 7 });
    const { adminUnit } = await asked();
    expect(adminUnit.progress).toMatchObject({ result: 90_007, months: [{ result: 90_000 }, { result: 7 }] });
    const resolved = (await asked('counted { form }')).adminUnit;
    expect(adminUnit.progress).toEqual({ ...resolved.progress, counted: undefined });
  });
});
