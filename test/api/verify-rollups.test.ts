import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { ROLE_SECRET } from '../support/constants';
import { IN_AUGUST, openJulyRound, reported } from '../support/reports';

const INSTALLS = 'c-thai-nguyen-installs';
const ROOT = path.join(__dirname, '..', '..');

let service: TestApp;
let dataDir: string;
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'to-so-verify-'));
  service = await startApp({ now: IN_AUGUST });
  const { people, round, nextTeam } = await openJulyRound(service);
  for (let i = 0; i < 3; i++) await reported(people, round, nextTeam(), { [INSTALLS]: 10 });
});
afterAll(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await service.close();
});

/** Runs the command as an operator would, beside the service. */
function verify(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = {
    ...process.env,
    DATABASE_URL: service.ownerUrl,
    TO_SO_ROLE_SECRET: ROLE_SECRET,
    TO_SO_DATA: dataDir,
    NODE_ENV: 'development',
  };
  return new Promise((resolve) =>
    execFile('node', ['-r', './tools/register.cjs', 'tools/verify-rollups.ts', ...args], { cwd: ROOT, env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    ),
  );
}

it('says what it does, and what is wrong with how it was called', async () => {
  const help = await verify('--help');
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(help.out).toContain('--rebuild');
  expect(await verify('--province', 'atlantis')).toMatchObject({
    code: 2,
    err: expect.stringContaining('There is no province "atlantis"'),
  });
});

it('finds everything in order, province by province', async () => {
  const { code, out } = await verify();
  expect({ code, out }).toEqual({
    code: 0,
    out: ['binh-duong', 'ha-noi', 'thai-nguyen'].map((slug) => `${slug}: every sum agrees with the recount.\n`).join(''),
  });
});

it('names what was tampered with, leaves it as it is, and mends it when told to', async () => {
  const { rows } = await service.owner.query(
    `UPDATE report_rollup SET value = value + 7 WHERE id = (SELECT id FROM report_rollup WHERE indicator = '${INSTALLS}' AND reported > 0 AND unit_id =
       (SELECT unit_id FROM admin_unit_state WHERE code = '168' LIMIT 1) LIMIT 1) RETURNING value`,
  );
  expect(rows).toEqual([{ value: '17' }]);
  await service.owner.query(
    `DELETE FROM report_tally WHERE folded AND unit_id = (SELECT unit_id FROM admin_unit_state WHERE code = '168' LIMIT 1)`,
  );
  const found = await verify('--province', 'thai-nguyen');
  expect(found.code).toBe(1);
  expect(found.out).toContain('thai-nguyen: 2 sums differ from the recount.');
  expect(found.out).toMatch(
    new RegExp(`${INSTALLS} in Huyện Phú Lương .*kept value 37 expected 120 reported 3 unknown 0; recounted value 30 expected 120`),
  );
  expect(found.out).toMatch(/reports in Huyện Phú Lương .*kept expected 0 on time 3 .*recounted expected 120 on time 3/);
  expect((await verify('--province', 'thai-nguyen')).code).toBe(1);
  expect((await verify('--province', 'ha-noi')).code).toBe(0);
  const mended = await verify('--province', 'thai-nguyen', '--rebuild');
  expect(mended).toMatchObject({ code: 0, out: expect.stringContaining('thai-nguyen: rebuilt.') });
  expect((await verify()).code).toBe(0);
});
