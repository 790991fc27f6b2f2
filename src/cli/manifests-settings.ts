import { choiceSetting, optionalTextSetting, switchSetting } from '../config/setting-kinds.ts';

export const MANIFESTS_SETTINGS = {
  failOn: choiceSetting(
    { name: 'fail-on', help: 'The least severity that ends in exit code 1' },
    ['error', 'warning', 'never'],
    'error',
  ),
  sarif: optionalTextSetting({ name: 'sarif', help: 'Write the findings in SARIF 2.1.0' }, 'FILE'),
  github: switchSetting({
    name: 'github',
    help: 'Print GitHub annotations as well; on by itself in GitHub Actions',
  }),
};
