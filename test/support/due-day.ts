import { startApp } from './app';
import { openRound, peopleOf, save, submit } from './reports';
import { addHamlet, unique } from './found';

/** Run by itself, in a process whose machine stands in some zone: says what becomes of reports handed in at the given instants. */
async function main(instants: readonly string[]): Promise<void> {
  const now = new Date('2023-08-01T03:00:00Z');
  const service = await startApp({ now });
  const writer = () => peopleOf(service, 'thai-nguyen').writer;
  const statuses: string[] = [];
  for (const instant of instants) {
    now.setTime(Date.parse('2023-08-01T03:00:00Z'));
    const { id: unitId } = await addHamlet(writer(), '05614');
    const form = { new: { code: unique('due-'), name: 'Thử', indicators: ['people-reached'] } };
    const period = { from: '2023-07-01', until: '2023-08-01', dueDay: '2023-08-05' };
    const { id } = await openRound(writer(), '168', { ...period, form, reason: 'Thử', reporters: { unitIds: [unitId] } });
    const draft = await save(writer(), id, { unitId }, { 'people-reached': 1 });
    now.setTime(Date.parse(instant));
    await submit(writer(), draft);
    const ASK = 'query ($id: ID!) { reportRound(id: $id) { slots { edges { node { status submittedDay } } } } }';
    const { reportRound } = await writer().ask(ASK, { id });
    statuses.push(
      reportRound.slots.edges.map(
        ({ node }: { node: { status: string; submittedDay: string } }) => `${node.submittedDay} ${node.status}`,
      )[0],
    );
  }
  await service.close();
  process.stdout.write(JSON.stringify(statuses));
}

void main(process.argv.slice(2));
