import { totalmem } from 'node:os';

/**
 * Settings of the embedded PostgreSQL, sized for a machine that also runs web and worker.
 *
 * @param options.durable false only for throw-away test clusters: no fsync.
 */
export function postgresSettings(options: { durable: boolean }): string {
  const totalMb = totalmem() / 1024 / 1024;
  const sharedBuffersMb = Math.round(Math.min(512, Math.max(64, totalMb / 16)));
  const durability = options.durable ? { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' } : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: `${sharedBuffersMb}MB`,
    effective_cache_size: `${Math.round(totalMb / 4)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    min_wal_size: '128MB',
    checkpoint_timeout: '15min',
    random_page_cost: 1.1,
    jit: 'off',
    ...durability,
    // The page's role makes one role per module and acts under it.
    createrole_self_grant: 'set, inherit',
    password_encryption: 'scram-sha-256',
    shared_preload_libraries: 'pg_stat_statements',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %a ',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    logging_collector: 'off',
    idle_in_transaction_session_timeout: '30min',
    tcp_keepalives_idle: 60,
  };
  return Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`).join('');
}
