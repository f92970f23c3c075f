import { join } from 'node:path';
import { provinces } from '../../plugins';
import { readExamples } from '../../src/api/examples';
import { startApp } from '../support/app';
import type { TestApp } from '../support/app';

const EXAMPLES = readExamples(join(__dirname, '../../schema/examples'));

/**
 * Statements each example sends in Hà Nội: bounded by the document, never by the number of rows. Raise a number only with a reason. Those about Phú Lương
 * stop at the unit there; demonstration.test.ts counts them where they have an answer.
 */
const STATEMENTS: Readonly<Record<string, number>> = {
  '00-findings-of-a-district': 1,
  '10-counts-by-rule-and-commune': 1,
  '20-search-units': 1,
  '30-teams-with-members': 1,
  '40-law-with-its-chain': 0,
  '50-communes-of-a-district': 1,
  '60-hamlets-with-their-teams': 1,
  '65-tasks-of-my-team': 1,
  '70-quota-remainder-by-level': 1,
  '80-missing-reports': 1,
  '85-late-reports-of-teams': 1,
  '90-progress-by-month': 1,
  'province-overview': 3,
};

let service: TestApp;
beforeAll(async () => {
  service = await startApp();
});
afterAll(() => service.close());

describe.each(EXAMPLES)('the example "$title"', ({ name, document, variables }) => {
  const asked = variables === undefined ? {} : (JSON.parse(variables) as Record<string, unknown>);

  it.each(provinces.map(({ slug }) => slug))('runs unchanged in %s', async (slug) => {
    await expect(service.as(slug).ask(document, asked)).resolves.toBeDefined();
  });

  it('sends a number of statements that is known', async () => {
    service.takeStatements();
    await service.as('ha-noi').ask(document, asked);
    expect(service.takeStatements()).toHaveLength(STATEMENTS[name] ?? -1);
  });
});

it('asks each province the same and learns its own words', async () => {
  const overview = EXAMPLES.find(({ name }) => name === 'province-overview')?.document as string;
  const names = await Promise.all(
    ['ha-noi', 'thai-nguyen'].map(
      async (slug) => (await service.as(slug, { language: 'vi' }).ask(overview, { on: '2024-03-31' })).province.vocabulary.team.name,
    ),
  );
  expect(names).toEqual(['Tổ chuyển đổi số cộng đồng', 'Tổ công nghệ số cộng đồng']);
});
