import sql from 'sql-template-tag';
import { rows } from '../../database/session';
import type { Session } from '../../database/session';
import { PERSON_FIELDS } from '../person';
import type { PersonField } from '../person';

/** Everything kept about one person, as one document, from one moment of the database; null if there is no such person. */
export async function exportPerson(session: Session, personId: string): Promise<Record<string, unknown> | null> {
  session.disclosure.read([personId], Object.keys(PERSON_FIELDS));
  const [found] = await rows<{ document: Record<string, unknown> | null }>(
    session.db,
    sql`SELECT jsonb_build_object(
      'person', (SELECT jsonb_build_object('name', p.name, 'phone', p.phone, 'birthYear', p.birth_year, 'sex', p.sex, 'identityNumber', p.identity_number,
         'erasedAt', p.erased_at) FROM person p WHERE p.id = ${personId}),
      'memberships', (SELECT coalesce(jsonb_agg(jsonb_build_object('team', (SELECT n.name FROM team_name n WHERE n.team_id = m.team_id ORDER BY n.from_day DESC LIMIT 1),
         'seat', m.seat, 'post', m.post, 'constituencies', m.constituencies, 'skills', m.skills, 'from', m.from_day, 'until', nullif(m.until_day, 'infinity'))
         ORDER BY m.from_day), '[]') FROM team_member m WHERE m.person_id = ${personId}),
      'tasks', (SELECT coalesce(jsonb_agg(jsonb_build_object('task', coalesce(d.title_vi, d.source_code), 'from', a.from_day, 'until', nullif(a.until_day, 'infinity'))
         ORDER BY a.from_day), '[]') FROM task_assignee a JOIN team_member m ON m.id = a.member_id JOIN task t ON t.id = a.task_id
         JOIN directive d ON d.id = t.directive_id WHERE m.person_id = ${personId}),
      'events', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'actor', e.actor, 'action', e.action, 'day', e.day, 'before', e.before, 'after', e.after)
         ORDER BY e.seq), '[]') FROM event e WHERE e.subject_id = ${personId}
         OR e.subject_id IN (SELECT id FROM team_member WHERE person_id = ${personId} UNION ALL SELECT id FROM person_request WHERE person_id = ${personId})),
      'requests', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', r.kind, 'received', r.received_day, 'due', r.due_day, 'status', r.status, 'note', r.note,
         'reason', r.reason, 'closed', r.closed_day) ORDER BY r.received_day, r.id), '[]') FROM person_request r WHERE r.person_id = ${personId}),
      'reads', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', r.at, 'actor', r.actor, 'purpose', r.purpose, 'fields', r.fields) ORDER BY r.position), '[]')
         FROM personal_read_subject s JOIN personal_read r ON r.position = s.position WHERE s.person_id = ${personId})
    ) AS document WHERE EXISTS (SELECT FROM person WHERE id = ${personId})`,
  );
  return found?.document ?? null;
}

/** That the document names every field of the one list; a field that is added there and not here does not compile. */
export const EXPORTED: Readonly<Record<PersonField, true>> = { name: true, phone: true, birthYear: true, sex: true, identityNumber: true };
