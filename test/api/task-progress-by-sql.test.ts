import type { Identity } from '../support/client';
import { unique } from '../support/found';
import { bothWays, startTwoWays } from '../support/two-ways';
import type { Both, TwoWays } from '../support/two-ways';
import { EXPAND, openWorksite, PASS_ON, take, tasksOf } from '../support/work';
import type { Worksite } from '../support/work';

const READER: Identity = { role: 'reader' };
const ANALYST: Identity = { role: 'analyst' };

let { compiled, plain, close } = {} as TwoWays;
let site: Worksite;
let directive: string;
beforeAll(async () => {
  ({ compiled, plain, close } = await startTwoWays());
  site = await openWorksite(compiled);
  directive = await work(site);
});
afterAll(() => close());

const both: Both = (...asked) => bothWays(compiled, plain, 'thai-nguyen')(...asked);

/** A directive that one commune passed on to its teams, with tasks returned for two reasons; one that all have; and entries of the log. */
async function work({ admin, district, commune, give, team }: Worksite): Promise<string> {
  const { id } = await give(district, { title: 'Một' });
  await admin.ask(PASS_ON, { input: { directiveId: id, to: { unitIds: [commune(0).id, commune(1).id] }, day: '2022-06-01' } });
  await admin.ask(PASS_ON, { input: { directiveId: id, to: { teamIds: [team(0), team(1)] }, day: '2022-06-01' } });
  const other = await give(district, { title: 'Hai' });
  await admin.ask(PASS_ON, { input: { directiveId: other.id, to: { teamIds: [team(0), team(1), team(2)] }, day: '2022-06-01' } });
  const reasons = ['Thiếu máy', 'Thiếu người', 'Thiếu máy'];
  for (const { id: taskId, version } of (await tasksOf(admin, { directive: other.id })).slice(0, 3))
    await take(
      admin,
      taskId,
      version,
      { to: 'ACCEPTED', day: '2022-06-02' },
      { to: 'IN_PROGRESS', day: '2022-06-02' },
      { to: 'DONE', day: '2022-06-03' },
      { to: 'RETURNED', reason: reasons.pop(), day: '2022-06-03' },
    );
  for (const [pillar, people] of [
    ['SKILLS', null],
    ['SKILLS', 4],
    ['ECONOMY', null],
    ['SOCIETY', 6],
  ])
    await admin.ask('mutation ($input: LogOutreachInput!) { logOutreach(input: $input) { id } }', {
      input: { teamId: team(0), day: '2022-06-04', pillar, people, idempotencyKey: unique('an entry ') },
    });
  return id;
}

const COUNTS = '__typename given open accepted inProgress done all: confirmed returned cancelled overdue';
const REASONS = 'returnReasons { __typename reason count }';
const LACKING = 'notReceived { __typename unitCount units { id code fullName on } teamCount teams { id name on hosts { name } } }';
const TOTALS =
  'outreachTotals(from: "2022-06-01", until: "2022-07-01") { __typename pillar entries people peopleUnknown households householdsUnknown }';

/** A district and its communes. */
const unitWith = (
  what: string,
) => `query ($on: Date${what.includes('$directive') ? ', $directive: ID' : ''}) { adminUnit(by: { code: "168" }, on: $on) { name ${what}
  children(first: 50) { edges { node { name ${what} } } } } }`;
const OF_DIRECTIVE = unitWith(`taskProgress(directive: $directive) { ${COUNTS} ${REASONS} ${LACKING} }`);
const OF_ALL = unitWith(`taskProgress { ${COUNTS} ${REASONS} ${LACKING} }`);

describe('task progress that SQL answers', () => {
  it('is the same of one directive as resolvers answer it', async () => {
    for (const on of [undefined, '2022-05-31', '2022-06-02', '2022-06-30', '2023-01-01'])
      expect((await both(OF_DIRECTIVE, READER, { on, directive })).errors).toBeUndefined();
    const { data } = await both(OF_DIRECTIVE, READER, { on: '2022-06-30', directive });
    expect(data.adminUnit.taskProgress).toMatchObject({
      given: 2,
      notReceived: { teamCount: expect.any(Number), teams: expect.any(Array) },
    });
    expect(data.adminUnit.taskProgress.notReceived.units.length + data.adminUnit.taskProgress.notReceived.teams.length).toBeGreaterThan(0);
  });

  it('is the same of all directives, with why tasks are returned', async () => {
    for (const on of [undefined, '2022-06-02', '2022-06-30']) await both(OF_ALL, READER, { on });
    const { data } = await both(OF_ALL, READER, { on: '2022-06-30' });
    expect(data.adminUnit.taskProgress).toMatchObject({ returned: 3, notReceived: null });
    expect(data.adminUnit.taskProgress.returnReasons.map(({ count }: { count: number }) => count)).toEqual([2, 1]);
  });

  it('is null of a directive that is not there, and refused of an id that is none', async () => {
    const { data } = await both(OF_DIRECTIVE, READER, {
      directive: Buffer.from(`Directive:${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`).toString('base64url'),
    });
    expect(data.adminUnit.taskProgress).toBeNull();
    expect((await both(OF_DIRECTIVE, READER, { directive: 'x' })).errors).toBeDefined();
  });

  it('is shown to who reads sums, without the reasons', async () => {
    expect((await both(unitWith(`taskProgress { ${COUNTS} }`), ANALYST)).errors).toBeUndefined();
    expect((await both(OF_ALL, ANALYST)).errors).toBeDefined();
    expect((await both(OF_ALL, { role: 'public' })).errors).toBeDefined();
  });

  it('is one statement, whatever is asked of it', async () => {
    for (const document of [OF_DIRECTIVE, OF_ALL, unitWith(TOTALS)]) {
      compiled.takeStatements();
      await compiled.as('thai-nguyen', READER).ask(document, document === OF_DIRECTIVE ? { directive } : {});
      expect(compiled.takeStatements()).toHaveLength(1);
    }
  });
});

const LEGAL = 'legalDocument { __typename key number title issuer binding source issued { day source } }';
const MILESTONES = `milestones { __typename code called: name due ruleVersion clause done of ${LEGAL} }`;

describe('what rules make of facts that are read with a row', () => {
  it('are the milestones of units as resolvers answer them', async () => {
    for (const on of [undefined, '2015-01-01', '2022-06-30', '2023-01-01']) {
      const { errors } = await both(unitWith(MILESTONES), READER, { on });
      expect(errors).toBeUndefined();
    }
    const { data } = await both(unitWith(MILESTONES), { ...READER, language: 'en' }, { on: '2022-06-30' });
    expect(data.adminUnit.milestones.length).toBeGreaterThan(0);
    expect(data.adminUnit.milestones.some(({ of }: { of: number | null }) => of !== null)).toBe(true);
  });

  it('are milestones that lead to units, and are called in another language, from the same facts', async () => {
    const more = 'milestones { code of missing { fullName on } english: name(language: EN) vietnamese: name(language: VI) }';
    for (const on of [undefined, '2022-06-30']) expect((await both(unitWith(more), READER, { on })).errors).toBeUndefined();
  });

  it('are documents of the law that directives rest on, or null', async () => {
    const { admin, unit } = site;
    await admin.ask(EXPAND, { input: { unitId: unit, from: '2022-01-01', until: '2023-01-01' } });
    const directives = `directives(first: 50) { edges { node { title ${LEGAL} } } }`;
    const { data } = await both(`{ adminUnit(by: { code: "168" }) { ${directives} } }`, READER);
    const found = data.adminUnit.directives.edges.map(({ node }: { node: { legalDocument: unknown } }) => node.legalDocument);
    expect(found).toContain(null);
    expect(found).toContainEqual(expect.objectContaining({ __typename: 'LegalDocument' }));
    await both(
      `{ adminUnit(by: { code: "168" }) { ${directives} milestones { missing { code } } } tasks { edges { node { nextSteps { to } directive { ${LEGAL} } } } } }`,
      READER,
    );
  });

  it('takes a statement for each milestone that is counted, and none besides where none is asked to be', async () => {
    const countOf = async (what: string) => {
      compiled.takeStatements();
      await compiled.as('thai-nguyen', READER).ask(unitWith(what), { on: '2022-06-30' });
      return compiled.takeStatements().length;
    };
    expect(await countOf(`milestones { name due clause ${LEGAL} }`)).toBe(1);
    expect(await countOf(MILESTONES)).toBeLessThanOrEqual(3);
  });
});

describe('outreach totals that SQL answers', () => {
  it('are the same of teams and units as resolvers answer them', async () => {
    const { data } = await both(unitWith(`${TOTALS} teams(first: 20) { edges { node { name ${TOTALS} } } }`), READER);
    expect(data.adminUnit.outreachTotals).toHaveLength(3);
    expect(data.adminUnit.outreachTotals).toContainEqual(
      expect.objectContaining({ pillar: 'SKILLS', entries: 2, people: 4, peopleUnknown: 1, households: null }),
    );
    await both(unitWith(TOTALS), ANALYST, { on: '2022-06-30' });
  });

  it('are refused in the same words for a period that ends before it begins', async () => {
    expect((await both(unitWith(TOTALS.replace('2022-07-01', '2022-01-01')), READER)).errors).toBeDefined();
    expect((await both(unitWith(TOTALS.replace('2022-07-01', '2022-13-01')), READER)).errors).toBeDefined();
  });
});

describe('a document that asks for what only code answers, too', () => {
  const RULES = `province { name } indicators { code } rule(name: TIMELINE, unit: $unit) { __typename }
    previewTimeline(unit: $unit, from: "2022-06-01", until: "2022-09-01") { title due directive { title } }`;

  it('is answered as by resolvers, each of its other roots by one statement', async () => {
    const more = `adminUnit(by: { code: "168" }) { name milestones { name done } taskProgress { ${COUNTS} ${REASONS} } ${TOTALS}
      children(first: 50) { edges { node { name taskProgress { ${COUNTS} } } } } } tasks(first: 5) { edges { node { id history { event { action subject } } } } }`;
    const statementsOf = async (what: string) => {
      const document = `query ($unit: ID!) { ${RULES} ${what} }`;
      expect((await both(document, READER, { unit: site.unit })).errors).toBeUndefined();
      compiled.takeStatements();
      await compiled.as('thai-nguyen', READER).ask(document, { unit: site.unit });
      return compiled.takeStatements().length;
    };
    const alone = await statementsOf('');
    expect((await statementsOf(more)) - alone).toBeLessThanOrEqual(4);
  });
});
