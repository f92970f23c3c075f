import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { verifyChain } from '../../tools/audit-chain';
import { makeScale } from '../../tools/demo/national/make';
import type { Verdict } from '../../tools/demo/national/verify';
import { verifyProvince } from '../../tools/demo/national/verify';
import { tiny } from '../../tools/demo/national/scale';
import { globalId } from '../../src/graphql/global-id';
import type { Province } from '../../src/tenancy/province';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { ROLE_SECRET } from '../support/constants';

const quiet = { step: <T>(_: string, work: (show: () => void) => Promise<T>) => work(() => undefined) };
const scale = tiny();
const haNoi = scale.parts.find(({ province }) => province.slug === 'ha-noi')?.province as Province;

let service: TestApp;
let verdicts: Verdict[];
beforeAll(async () => {
  service = await startApp();
  verdicts = await makeScale({ ownerUrl: service.ownerUrl, roleSecret: ROLE_SECRET }, scale, quiet);
}, 120_000);
afterAll(() => service.close());

it('finds nothing wrong: counts, references, ledgers, seals, recounted sums, findings judged again', () => {
  expect(verdicts).toHaveLength(4 + 2 * 3);
  expect(verdicts.flatMap(({ problems }) => problems)).toEqual([]);
  expect(verdicts[0]?.looked).toBe('3 provinces, 390 teams, 2510 members, 1170 expected reports');
});

it('seals the log as the triggers would, so that the service goes on from there', async () => {
  for (const [, db] of service.databases) {
    const { problems, rows } = await verifyChain(db, 'event');
    expect(problems).toEqual([]);
    expect(rows).toBeGreaterThan(1000);
  }
});

it('is answered about over HTTP: a commune with its hamlets, teams and members', async () => {
  const { rows } = await service.owner.query<{ code: string; teams: number }>(
    `SELECT c.code, count(*)::int AS teams FROM admin_unit_state c JOIN admin_unit_state h ON h.tenant = c.tenant AND h.parent_id = c.unit_id
     JOIN team_host t ON t.tenant = c.tenant AND t.unit_id = h.unit_id WHERE c.tenant = 'thai-nguyen' AND c.level = 'commune' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`,
  );
  const [{ code, teams }] = rows as [{ code: string; teams: number }];
  const { adminUnit } = await service
    .as('thai-nguyen')
    .ask(
      `{ adminUnit(by: { code: "${code}" }) { teams(first: 50) { totalCount edges { node { name members { edges { node { seat } } } } } } } }`,
    );
  expect(adminUnit.teams.totalCount).toBe(teams);
  for (const { node } of adminUnit.teams.edges) {
    const { name, members } = node;
    expect(name).toMatch(/^Tổ công nghệ số cộng đồng (xóm|tổ dân phố) /);
    expect(members.edges.filter((each: { node: { seat: string } }) => each.node.seat === 'LEADER')).toHaveLength(1);
  }
});

it('has hashes that an approval accepts, and sums that it adds to', async () => {
  const { rows } = await service.owner.query<{ id: string; hash: string }>(
    `SELECT p.id, v.hash FROM report p JOIN report_version v ON v.tenant = p.tenant AND v.report_id = p.id WHERE p.tenant = 'ha-noi' AND p.state = 'submitted' ORDER BY 1 LIMIT 1`,
  );
  const [{ id, hash }] = rows as [{ id: string; hash: string }];
  const { approveReport } = await service
    .as('ha-noi', { role: 'province-admin' })
    .ask(`mutation { approveReport(input: { reportId: "${globalId('Report', id)}", expectedHash: "${hash}" }) { state } }`);
  expect(approveReport.state).toBe('APPROVED');
  expect((await verifyProvince(haNoi, service.databases.get('ha-noi') as DataSource)).flatMap(({ problems }) => problems)).toEqual([]);
});

it('notices a sum, a holding and a finding that are not what the service makes of it', async () => {
  const db = service.databases.get('ha-noi') as DataSource;
  await service.owner.query(
    `UPDATE report_rollup SET value = value + 1 WHERE tenant = 'ha-noi' AND round_id = (SELECT id FROM report_round WHERE tenant = 'ha-noi' ORDER BY from_day LIMIT 1)`,
  );
  await service.owner.query(`UPDATE finding SET observed = '{"count": 99}', id = gen_random_uuid() WHERE tenant = 'ha-noi'`);
  const problems = (await verifyProvince(haNoi, db)).flatMap((verdict) => verdict.problems);
  expect(problems.some((problem) => problem.includes('recounted'))).toBe(true);
  expect(problems).toContain('ha-noi: judging again gives other findings');
});

describe('the command', () => {
  const run = (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'to-so-demo-'));
    const env = { ...process.env, DATABASE_URL: service.ownerUrl, TO_SO_ROLE_SECRET: ROLE_SECRET, TO_SO_DATA: dataDir };
    return new Promise((resolve) =>
      execFile(
        'node',
        ['-r', './tools/register.cjs', 'tools/demo-command.ts', ...args],
        { cwd: path.join(__dirname, '../..'), env },
        (error, out, err) => {
          rmSync(dataDir, { recursive: true, force: true });
          resolve({ code: error ? Number(error.code) : 0, out, err });
        },
      ),
    );
  };

  it('says what it would do and does nothing without --yes', async () => {
    const { code, out } = await run('--scale', 'national', '--country');
    expect(code).toBe(0);
    expect(out).toContain('63 provinces, 74,422 teams, 348,362 members, 36 months of reports');
    expect(out).toContain('Nothing was done');
  });

  it('takes nothing away unless told to, and says what is wrong with how it was called', async () => {
    expect(await run('--scale', 'national', '--yes')).toMatchObject({ code: 2, err: expect.stringContaining('Add --replace') });
    expect(await run('--scale', 'world')).toMatchObject({ code: 2, err: expect.stringContaining('no scale "world"') });
  });
});
