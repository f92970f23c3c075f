import { v7 as uuid } from 'uuid';
import { Refusal, invalidField } from '../../errors';
import type { Day } from '../../tenancy/day';
import type { Writing } from '../event';
import { requirePerson } from '../team';
import { PersonRequest } from './person-request.entity';
import type { RequestKind, RequestStatus } from './person-request.entity';
import { PUBLIC_HOLIDAYS, WORKING_DAYS_TO_ANSWER } from './public-holidays.rules';
import { dueDay } from './working-days.rules';

interface NewRequest {
  readonly personId: string;
  readonly kind: RequestKind;
  readonly receivedDay?: Day | null;
  readonly note?: string | null;
}

/** Records a request with its deadline. @throws Refusal NOT_FOUND, INVALID_INPUT, CALENDAR_UNKNOWN. */
export async function recordPersonRequest(writing: Writing, { personId, kind, receivedDay, note }: NewRequest): Promise<string> {
  const { manager, session } = writing;
  await requirePerson(session, personId, 'personId', 'person:export');
  const received = receivedDay ?? session.today;
  if (received > session.today)
    throw invalidField('receivedDay', 'receivedDay is still to come; give the day the request came, at the latest today');
  const due = dueDay(received, WORKING_DAYS_TO_ANSWER, PUBLIC_HOLIDAYS);
  if ('unknownYear' in due) throw new Refusal('CALENDAR_UNKNOWN', { year: due.unknownYear, known: Object.keys(PUBLIC_HOLIDAYS) });
  const id = uuid();
  await manager.insert(PersonRequest, {
    id,
    personId,
    kind,
    receivedDay: received,
    dueDay: due.day,
    provisional: due.provisional,
    status: 'open',
    note: note ?? null,
  });
  writing.record({ action: 'person-request.recorded', subjectId: id, day: received, after: { personId, kind, dueDay: due.day } });
  return id;
}

interface Closing {
  readonly requestId: string;
  readonly status: RequestStatus;
  readonly reason?: string | null;
}

/** Answers a request. @throws Refusal NOT_FOUND, REQUEST_CLOSED, INVALID_INPUT for a refusal without its reason. */
export async function closePersonRequest(writing: Writing, { requestId, status, reason }: Closing): Promise<string> {
  const { manager, session } = writing;
  const request = await manager.findOne(PersonRequest, { where: { id: requestId }, lock: { mode: 'pessimistic_write' } });
  if (!request) throw new Refusal('NOT_FOUND', { type: 'PersonRequest', field: 'requestId' });
  await requirePerson(session, request.personId, 'requestId', 'person:export').catch((error: unknown) => {
    throw error instanceof Refusal ? new Refusal('NOT_FOUND', { type: 'PersonRequest', field: 'requestId' }) : error;
  });
  if (request.status !== 'open') throw new Refusal('REQUEST_CLOSED', { day: request.closedDay });
  if (status === 'refused' && !reason) throw invalidField('reason', 'reason must say why the request is refused');
  await manager.update(PersonRequest, { id: requestId }, { status, reason: reason ?? null, closedDay: session.today });
  writing.record({
    action: status === 'done' ? 'person-request.done' : 'person-request.refused',
    subjectId: requestId,
    day: session.today,
    after: { personId: request.personId },
  });
  return requestId;
}
