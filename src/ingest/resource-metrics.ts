import type { ResourceKind } from '../model/resource-series.ts';

/** Gauges of what a process holds, as client libraries and exporters name them. */
const KINDS: readonly (readonly [RegExp, ResourceKind])[] = [
  [/^(process_resident_memory|nodejs_heap_used|nodejs_external_memory)_bytes$/, 'memory'],
  [/^nodejs_heap_size_used_bytes$/, 'memory'],
  [/^go_memstats_(heap_inuse|heap_alloc|alloc)_bytes$/, 'memory'],
  [/^jvm_memory_(bytes_used|used_bytes)$/, 'memory'],
  [/^dotnet_total_memory_bytes$|^python_memory_.*bytes$/, 'memory'],
  [/^container_memory_working_set_bytes$/, 'memory'],
  [/^process_(open_fds|files_open_files|open_handles)$/, 'file-descriptors'],
  [/^nodejs_active_handles(_total)?$/, 'file-descriptors'],
  [/(^|_)connections(_active|_open|_current|_in_use|_opened)?$/, 'connections'],
  [/^(pg_stat_activity_count|hikaricp_connections|nodejs_active_requests_total)$/, 'connections'],
];

/** A start in seconds since the epoch: another one is another process. */
export const START_TIME = 'process_start_time_seconds';

export function resourceKindOf(metric: string): ResourceKind | null {
  return KINDS.find(([pattern]) => pattern.test(metric))?.[1] ?? null;
}
