import type { SessionRecord } from '../../payments/records.js';
import type { SessionQuery } from '../store.js';
import type { SqlDatabase, SqlValue } from './database.js';
import { toText } from './text.js';

/** A page of sessions, newest first. Ids are compared by code, whatever the database's language. */
export async function listSessions(
  database: SqlDatabase,
  sessions: string,
  query: SessionQuery,
): Promise<SessionRecord[]> {
  const params: SqlValue[] = [];
  const param = (value: string | number): string => `$${params.push(value)}`;
  const where = conditions(query, param);
  const limit = param(query.limit);
  const rows = await database.query<{ readonly record: string }>(
    `select record::text as record from ${sessions}
     ${where.length === 0 ? '' : `where ${where.join(' and ')}`}
     order by created_at desc, id collate "C" desc limit ${limit}`,
    params,
  );
  return rows.map(({ record }) => JSON.parse(record) as SessionRecord);
}

function conditions(query: SessionQuery, param: (value: string) => string): string[] {
  const { state, reference, createdAfter, createdBefore, after } = query;
  const time = (value: string): string => `${param(value)}::text::timestamptz`;
  return [
    ...(state === null ? [] : [`state = ${param(state)}`]),
    ...(reference === null ? [] : [`reference = ${param(toText(reference))}`]),
    ...(createdAfter === null ? [] : [`created_at >= ${time(createdAfter)}`]),
    ...(createdBefore === null ? [] : [`created_at < ${time(createdBefore)}`]),
    ...(after === null
      ? []
      : [
          `(created_at, id collate "C") < (${time(after.createdAt)}, ${param(toText(after.id))}::text collate "C")`,
        ]),
  ];
}
