import type { DataSource } from 'typeorm';
import { verifyChain } from '../../tools/audit-chain';
import type { Anchor, ChainName } from '../../tools/audit-chain';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';
import type { Client } from '../support/client';
import { addHamlet, foundHamletTeam, newcomer } from '../support/found';
import { asOwner } from '../support/database';

const COMMUNE = '10156';

let service: TestApp;
let officer: Client;
beforeAll(async () => {
  service = await startApp();
  officer = service.as('ha-noi', { role: 'commune-officer', unit: COMMUNE });
  await foundHamletTeam(officer, { commune: COMMUNE, day: '2024-04-01', members: [newcomer({ seat: 'LEADER' })] });
});
afterAll(() => service.close());

const db = () => service.databases.get('ha-noi') as DataSource;
const verify = (name: ChainName = 'event', expected: readonly Anchor[] = []) => verifyChain(db(), name, { expected });

/** As somebody who has the database itself, past triggers and policies, in a transaction that leaves no trace: what the walk says meanwhile. */
async function tampered(
  statements: readonly string[],
  name: ChainName = 'event',
  expected: readonly Anchor[] = [],
): Promise<readonly string[]> {
  const saved = `CREATE TABLE saved_event AS TABLE event; CREATE TABLE saved_event_seal AS TABLE event_seal;
    CREATE TABLE saved_personal_read AS TABLE personal_read; CREATE TABLE saved_personal_read_subject AS TABLE personal_read_subject`;
  const tables = ['event', 'event_seal', 'personal_read', 'personal_read_subject'];
  return asOwner(service.ownerUrl, async (client) => {
    await client.query(`SET session_replication_role = replica`);
    await client.query(saved);
    try {
      for (const statement of statements) await client.query(statement);
      return (await verify(name, expected)).problems;
    } finally {
      for (const table of tables)
        await client.query(`DELETE FROM ${table}; INSERT INTO ${table} TABLE saved_${table}; DROP TABLE saved_${table}`);
    }
  });
}

const at = (position: number) => `tenant = 'ha-noi' AND position = ${position}`;
const eventAt = async (position: number): Promise<string> =>
  (await service.owner.query<{ id: string }>(`SELECT event_id AS id FROM event_seal WHERE ${at(position)}`)).rows[0]?.id as string;

describe('the chain of events', () => {
  it('is whole, and holds every event in the order of commits without a gap', async () => {
    const { problems, rows, head } = await verify();
    expect(problems).toEqual([]);
    const [count] = await db().query('SELECT count(*)::int AS events FROM event');
    expect(rows).toBe(count.events);
    expect(head).toEqual({ position: rows, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(rows).toBeGreaterThan(100);
  });

  it('grows with many writers at once and stays whole', async () => {
    const before = await verify();
    await Promise.all(Array.from({ length: 24 }, () => addHamlet(officer, COMMUNE)));
    const after = await verify('event', [before.head as Anchor]);
    expect(after.problems).toEqual([]);
    expect(after.rows).toBeGreaterThanOrEqual(before.rows + 24);
  });

  it('takes a sealed place from nobody: the role of the province can not forge a seal', async () => {
    const head = (await verify()).head as Anchor;
    const forge = (event: string) => db().query(`INSERT INTO event_seal (position, event_id, hash) VALUES (1, ${event}, 'x')`);
    await expect(forge('gen_random_uuid()')).rejects.toMatchObject({ driverError: { code: '42501' } });
    await expect(forge(`'${await eventAt(3)}'`)).rejects.toMatchObject({ driverError: { code: '23505' } });
    expect(await verify()).toMatchObject({ problems: [], head });
  });

  it('names an event that was altered', async () => {
    const id = await eventAt(5);
    expect(await tampered([`UPDATE event SET actor = 'nobody' WHERE id = '${id}'`])).toEqual([
      `event: event ${id} at position 5 is not what was sealed there: altered, or put in another's place`,
    ]);
    const [found] = await tampered([`UPDATE event SET at = at + interval '1 microsecond' WHERE id = '${id}'`]);
    expect(found).toContain(id);
  });

  it('names an event that was removed, alone or with its seal', async () => {
    const id = await eventAt(7);
    expect(await tampered([`DELETE FROM event WHERE id = '${id}'`])).toEqual([`event: event ${id}, sealed at position 7, was removed`]);
    const both = await tampered([`DELETE FROM event WHERE id = '${id}'`, `DELETE FROM event_seal WHERE ${at(7)}`]);
    expect(both).toEqual(['event: the 1 rows before position 8 are gone (from 7 on)']);
  });

  it('closes over no removed row: pushed together, the next one no longer fits', async () => {
    const [id, next] = [await eventAt(7), await eventAt(8)];
    const found = await tampered([
      `DELETE FROM event WHERE id = '${id}'`,
      `DELETE FROM event_seal WHERE ${at(7)}`,
      `UPDATE event_seal SET position = -position WHERE tenant = 'ha-noi' AND position > 7`,
      `UPDATE event_seal SET position = -position - 1 WHERE tenant = 'ha-noi' AND position < 0`,
    ]);
    expect(found).toEqual([`event: event ${next} at position 7 is not what was sealed there: altered, or put in another's place`]);
  });

  it('names an event that was put in past the triggers', async () => {
    const [found] = await tampered([
      `INSERT INTO event (tenant, id, at, day, actor, action, subject_type, subject_id) VALUES ('ha-noi', '00000000-0000-4000-8000-000000000001',
        now(), '2024-01-01', 'x', 'team.founded', 'team', gen_random_uuid())`,
    ]);
    expect(found).toContain('event 00000000-0000-4000-8000-000000000001 stands in the log without a seal');
  });

  // Without the index that would refuse two at once, which whoever has the database can drop.
  it('names events that changed places', async () => {
    const [one, other] = [await eventAt(5), await eventAt(6)];
    const found = await tampered([
      'DROP INDEX event_seal_event_id_idx',
      `UPDATE event_seal SET event_id = CASE position WHEN 5 THEN '${other}'::uuid ELSE '${one}'::uuid END WHERE tenant = 'ha-noi' AND position IN (5, 6)`,
    ]);
    await service.owner.query('CREATE UNIQUE INDEX event_seal_event_id_idx ON event_seal (tenant, event_id)');
    expect(found).toHaveLength(2);
    expect(found[0]).toContain(`event ${other} at position 5`);
    expect(found[1]).toContain(`event ${one} at position 6`);
  });

  it('shows by an anchor kept elsewhere that its tail was cut off, which nothing else could', async () => {
    const head = (await verify()).head as Anchor;
    const cut = [
      `DELETE FROM event WHERE id IN (SELECT event_id FROM event_seal WHERE tenant = 'ha-noi' AND position > ${head.position - 3})`,
      `DELETE FROM event_seal WHERE tenant = 'ha-noi' AND position > ${head.position - 3}`,
    ];
    expect(await tampered(cut)).toEqual([]);
    expect(await tampered(cut, 'event', [head])).toEqual([
      `event: position ${head.position} is expected and not there; the chain ends at ${head.position - 3}: its tail was cut off`,
    ]);
    expect(await tampered([], 'event', [{ ...head, hash: '0'.repeat(64) }])).toEqual([
      `event: position ${head.position} holds another hash than the one expected; the chain was written anew up to there`,
    ]);
  });
});

describe('the chain of reads of personal data', () => {
  beforeAll(() =>
    officer.ask(
      `{ adminUnit(by: { code: "${COMMUNE}" }) { teams { edges { node { members { edges { node { person { name } } } } } } } } }`,
    ),
  );

  it('is whole, and names a read that was altered, removed or hidden from its subject', async () => {
    expect(await verify('personal_read')).toMatchObject({ problems: [], rows: expect.any(Number) });
    const altered = await tampered([`UPDATE personal_read SET actor = 'nobody' WHERE ${at(1)}`], 'personal_read');
    expect(altered[0]).toContain('read 1 by nobody at position 1 is not what was sealed there');
    const hidden = await tampered([`DELETE FROM personal_read_subject WHERE ${at(1)}`], 'personal_read');
    expect(hidden).toEqual(['personal_read: read 1 is not found by all of its subjects: rows of personal_read_subject were removed']);
  });
});
