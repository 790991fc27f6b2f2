import { check, group } from 'k6';
import http from 'k6/http';

export default function () {
  group('api', () => {
    const response = http.get(`${__ENV.URL}/fast`, { tags: { name: 'fast' } });
    check(response, {
      'status is 200': (r) => r.status === 200,
      'is ok': (r) => r.json('ok') === true,
      'has two items': (r) => r.json().items.length === 2,
    });
  });
}
