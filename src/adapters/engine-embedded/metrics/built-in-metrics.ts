import type { MetricDeclaration, MetricType } from '../vu/vu-backend.ts';

type Contains = MetricDeclaration['contains'];

const BUILT_IN: readonly (readonly [name: string, type: MetricType, contains?: Contains])[] = [
  ['vus', 'gauge'],
  ['vus_max', 'gauge'],
  ['iterations', 'counter'],
  ['iteration_duration', 'trend', 'time'],
  ['dropped_iterations', 'counter'],
  ['checks', 'rate'],
  ['group_duration', 'trend', 'time'],
  ['http_reqs', 'counter'],
  ['http_req_failed', 'rate'],
  ['http_req_duration', 'trend', 'time'],
  ['http_req_blocked', 'trend', 'time'],
  ['http_req_connecting', 'trend', 'time'],
  ['http_req_tls_handshaking', 'trend', 'time'],
  ['http_req_sending', 'trend', 'time'],
  ['http_req_waiting', 'trend', 'time'],
  ['http_req_receiving', 'trend', 'time'],
  ['ws_sessions', 'counter'],
  ['ws_msgs_sent', 'counter'],
  ['ws_msgs_received', 'counter'],
  ['ws_ping', 'trend', 'time'],
  ['ws_session_duration', 'trend', 'time'],
  ['ws_connecting', 'trend', 'time'],
  ['data_sent', 'counter', 'data'],
  ['data_received', 'counter', 'data'],
];

/** Metrics that are there without being declared by a script. */
export const BUILT_IN_METRICS: readonly MetricDeclaration[] = BUILT_IN.map(([name, type, contains]) => ({
  name,
  type,
  contains: contains ?? 'default',
}));
