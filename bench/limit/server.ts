import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Pool } from 'pg';
import { STATEMENTS } from './statements';

/** The limit: what this machine can do. PostgreSQL writes the whole answer, and nothing reads it on its way out. */
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.env.POOL_SIZE) });

async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
}

async function answer(request: IncomingMessage): Promise<string> {
  const name = request.url?.slice(1) ?? '';
  if (name === 'ready') return '';
  const statement = STATEMENTS[name];
  if (!statement) throw new Error(`There is no operation "${name}".`);
  const subject = await bodyOf(request);
  const found = await pool.query<{ answer: string }>({ name, text: statement.text, values: statement.takes.map((each) => subject[each]) });
  return found.rows[0]?.answer ?? '{"data":null}';
}

const server = createServer((request, response) => {
  answer(request).then(
    (text) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(text);
    },
    (error: unknown) => {
      response.statusCode = 500;
      response.end((error as Error).message);
    },
  );
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
