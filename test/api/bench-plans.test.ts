import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globalId } from '../../src/graphql/global-id';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { LARGE, scansOf } from '../support/plans';
import { fillProvince, volumeId } from '../support/volume';
import { yearOfWork } from '../support/volume-work';

const BENCH = join(__dirname, '../../bench');
const ON = '2022-06-15';
/** Of these there are few, in the volume as in a country: of quotas one for a year and indicator, of rounds one for a month. */
const LONG = new Set([...LARGE].filter((table) => !['report_round', 'report_excuse'].includes(table)));

let service: TestApp;
let variables: Readonly<Record<string, object>>;
beforeAll(async () => {
  service = await startApp();
  await fillProvince(service.ownerUrl, 'ha-noi', { hamlets: 12_000, teams: 6_000, membersOfATeam: 3 }, yearOfWork('ha-noi'));
  const { commune, district } = await service
    .as('ha-noi')
    .ask('{ commune: adminUnit(by: { code: "10132" }) { id } district: adminUnit(by: { code: "277" }) { id } }');
  variables = {
    team: { team: globalId('Team', volumeId('team', 700)), on: ON },
    teams: { unit: commune.id, on: ON },
    commune: { unit: commune.id, on: ON },
    page: { filter: { within: commune.id, kind: 'hamlet-team', search: 'thử' }, on: ON },
    findings: { unit: commune.id, rule: 'TEAM_SIZE', on: ON },
    progress: { unit: district.id, on: ON, indicator: 'people-reached', from: '2022-01-01', until: '2022-07-01' },
  };
}, 180_000);
afterAll(() => service.close());

const operations = readdirSync(join(BENCH, 'reads/operations')).map((file) => file.replace('.graphql', ''));
const documentOf = (name: string) => readFileSync(join(BENCH, `reads/operations/${name}.graphql`), 'utf8');
/** There are next to none in this volume; test/api/progress-plans.test.ts has many. */
const FILLED = new Set([...LONG].filter((table) => !['report_rollup', 'report_tally'].includes(table)));
/** Of no table. */
const FRAME = /^(START TRANSACTION|COMMIT)/;

async function expectNoWholeScan(name: string): Promise<void> {
  const queries = service.takeQueries().filter(({ text }) => !FRAME.test(text));
  expect(queries.length).toBeGreaterThan(0);
  for (const query of queries) {
    const whole = (await scansOf(service, query, FILLED, name !== 'approve')).filter((scan) => scan.whole);
    expect({ whole, statement: whole.length > 0 ? query.text : '' }).toEqual({ whole: [], statement: '' });
  }
}

it.each(operations.filter((name) => name !== 'approve'))(
  'the read "%s" of the benchmark scans no large table from end to end, as the role of the province',
  async (name) => {
    service.takeQueries();
    await service.as('ha-noi').ask(documentOf(name), variables[name] as Record<string, unknown>);
    await expectNoWholeScan(name);
  },
);

it('nor does the approval', async () => {
  const report = volumeId('report', 700 * 100);
  await service.owner.query(`UPDATE report_version SET approved_by = NULL, approved_at = NULL WHERE report_id = '${report}'`);
  await service.owner.query(`UPDATE report SET state = 'submitted', approved = NULL WHERE id = '${report}'`);
  const admin = service.as('ha-noi', { role: 'province-admin' });
  const approve = (expectedHash: string) =>
    admin.answer(documentOf('approve'), { input: { reportId: globalId('Report', report), expectedHash } });
  const refused = await approve('x'.repeat(64));
  service.takeQueries();
  const { data } = await approve(refused.errors?.[0]?.extensions.details?.actual as string);
  expect(data).toMatchObject({ approveReport: { state: 'APPROVED' } });
  await expectNoWholeScan('approve');
});

it.each(operations)('"%s" has a plan on record that scans none either', (name) => {
  const plan = readFileSync(join(BENCH, `plans/${name}.txt`), 'utf8');
  const scanned = [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table as string);
  // Of quotas a province has a few dozen rows.
  expect(scanned.filter((table) => LONG.has(table) && table !== 'quota')).toEqual([]);
});
