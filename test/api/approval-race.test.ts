import { setTimeout as sleep } from 'node:timers/promises';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import { asOwner } from '../support/database';
import { APPROVE, hashOf, IN_AUGUST, openJulyRound, save, submit } from '../support/reports';
import type { JulyRound } from '../support/reports';

const INSTALLS = 'c-thai-nguyen-installs';

let service: TestApp;
let july = {} as JulyRound;
beforeAll(async () => {
  service = await startApp({ now: IN_AUGUST });
  july = await openJulyRound(service);
});
afterAll(() => service.close());

/** Of the service, whose only statement under way is the approval. */
const WAITS = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/** Somebody's change that has the report's row until the approval waits for it. */
async function approvedDuring(change: string, edit: number) {
  const { people, round, nextTeam } = july;
  const report = await submit(people.writer, await save(people.writer, round, nextTeam(), { [INSTALLS]: 7 }));
  const uuid = Buffer.from(report.id, 'base64url').toString().split(':').at(-1) as string;
  return asOwner(service.ownerUrl, async (other) => {
    await other.query('BEGIN');
    await other.query(`UPDATE report SET edit = edit + ${edit} WHERE id = '${uuid}'`);
    await other.query(change.replaceAll('REPORT', `'${uuid}'`));
    const answer = people.approver.answer(APPROVE, { input: { reportId: report.id, expectedHash: hashOf(report) } });
    while ((await service.owner.query(WAITS)).rowCount === 0) await sleep(20);
    await other.query('COMMIT');
    return answer;
  });
}

describe('an approval that has to wait for another change of the report', () => {
  it('refuses content that is not what was read any more', async () => {
    const change = `UPDATE report_value SET value = 8 WHERE version_id IN (SELECT id FROM report_version WHERE report_id = REPORT)`;
    const { errors } = await approvedDuring(change, 1);
    expect(errors?.[0]?.extensions?.code).toBe('REPORT_HASH_MISMATCH');
  });

  it('refuses who handed it in meanwhile', async () => {
    const change = `UPDATE report_version SET submitted_by = 'approver' WHERE report_id = REPORT`;
    const { errors } = await approvedDuring(change, 1);
    expect(errors?.[0]?.extensions?.code).toBe('OWN_REPORT');
  });

  it('goes on where nothing has changed', async () => {
    const { errors, data } = await approvedDuring('SELECT 1', 0);
    expect(errors).toBeUndefined();
    expect(data?.approveReport).toMatchObject({ state: 'APPROVED' });
  });
});
