import { globalId } from '../../graphql/global-id';

/** What an id in the content of an event is of, by its key. */
export const TYPES: Readonly<Record<string, string>> = {
  teamId: 'Team',
  teamIds: 'Team',
  mergedIntoId: 'Team',
  unitId: 'AdminUnit',
  unitIds: 'AdminUnit',
  parentId: 'AdminUnit',
  documentId: 'Document',
  regulationId: 'Document',
  personId: 'Person',
  directiveId: 'Directive',
  parentDirectiveId: 'Directive',
  taskId: 'Task',
  memberIds: 'Member',
  roundId: 'ReportRound',
  reportId: 'Report',
};

/** The GraphQL type of an event's subject: `admin-unit` becomes AdminUnit. */
export function typeOfSubject(subject: string): string {
  return subject.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}

/** An event's content with the ids that clients know. */
export function publicIds(content: Record<string, unknown> | null): Record<string, unknown> | null {
  if (content === null) return null;
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => {
      const type = TYPES[key];
      if (type === undefined || value === null) return [key, value];
      return [key, Array.isArray(value) ? value.map((id: string) => globalId(type, id)) : globalId(type, value as string)];
    }),
  );
}
