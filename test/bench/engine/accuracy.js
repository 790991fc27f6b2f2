import exec from 'k6/execution';
import http from 'k6/http';

export const options = {
  scenarios: {
    open: {
      executor: 'constant-arrival-rate',
      rate: Number(__ENV.RATE),
      duration: `${__ENV.SECONDS}s`,
      preAllocatedVUs: Number(__ENV.VUS),
      maxVUs: Number(__ENV.VUS),
    },
  },
};

export default function () {
  http.get(`${__ENV.URL}/slow?id=${exec.scenario.iterationInTest}`, { tags: { name: 'slow' } });
}
