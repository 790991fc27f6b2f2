import { expect, it } from 'vitest';
import { checkYaml, shortForm } from '../../../support/check-yaml.ts';

const AUTHENTICATION = `apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata:
  name: azure
  namespace: shop
spec:
  azureServicePrincipal:
    tenantId: 00000000-0000-0000-0000-000000000001
    clientId: 00000000-0000-0000-0000-000000000002
    clientSecret:
      valueFrom:
        secretKeyRef:
          name: azure
          key: secret
`;

it('the service principal of KEDA 2.21 is known, and its fields are', () => {
  expect(checkYaml(AUTHENTICATION).findings.map(shortForm)).toEqual([]);
  const misspelt = AUTHENTICATION.replace('tenantId', 'tenantID');
  expect(checkYaml(misspelt).findings.map(shortForm)).toContain('8:5 unknown-field');
});
