/** Reads PostgreSQL's own error out of what `pg`, the adapter and Prisma wrap around it. */

export type PostgresError = {
  /** SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
  code: string;
  message: string;
  /** The violated constraint or unique index. */
  constraint: string | null;
};

const SQLSTATE = /^[0-9A-Z]{5}$/;
const UNIQUE_VIOLATION = '23505';
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
/** invalid_password, invalid_authorization_specification, invalid_catalog_name. */
const LOGIN_REFUSALS: ReadonlySet<string> = new Set(['28P01', '28000', '3D000']);
const PRISMA_WRITE_CONFLICT = 'P2034';
const WRAPPINGS_MAX = 6;

/** Null where the error did not come from PostgreSQL. */
export function postgresErrorOf(error: unknown): PostgresError | null {
  let current = error;
  for (let depth = 0; depth < WRAPPINGS_MAX && isRecord(current); depth += 1) {
    const code = current.originalCode ?? current.code;
    if (typeof code === 'string' && SQLSTATE.test(code) && !code.startsWith('P2')) {
      return {
        code,
        message: String(current.originalMessage ?? current.message ?? ''),
        constraint: constraintOf(current.constraint),
      };
    }
    const meta = isRecord(current.meta) ? current.meta.driverAdapterError : undefined;
    current = meta ?? current.cause;
  }
  return null;
}

/**
 * True for a unique violation, whether it came through Prisma or hand-written SQL.
 *
 * @param constraint name of the unique constraint or index, for example `tickets_source_key_key`.
 */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const found = postgresErrorOf(error);
  if (found?.code !== UNIQUE_VIOLATION) return false;
  return constraint === undefined || found.constraint === constraint;
}

/** True where the same transaction, run again, may well succeed: a deadlock or a serialization failure. */
export function isTransientConflict(error: unknown): boolean {
  if (isRecord(error) && error.code === PRISMA_WRITE_CONFLICT) return true;
  const code = postgresErrorOf(error)?.code;
  return code === SERIALIZATION_FAILURE || code === DEADLOCK;
}

/** True where PostgreSQL is there and does not let this URL in: wrong user, password or database. */
export function isLoginRefused(error: unknown): boolean {
  const isWithoutPassword = error instanceof Error && error.message.startsWith('SASL');
  return isWithoutPassword || LOGIN_REFUSALS.has(postgresErrorOf(error)?.code ?? '');
}

function constraintOf(constraint: unknown): string | null {
  if (typeof constraint === 'string') return constraint;
  if (isRecord(constraint) && typeof constraint.index === 'string') return constraint.index;
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
