type Parameters = Readonly<Record<string, string>>;

/** What every AWS scaler reads. */
export const AWS: Parameters = {
  awsRegion: 'text! auth',
  awsEndpoint: 'text',
  identityOwner: 'text(pod|operator)',
  awsRoleArn: 'text only-auth',
  awsAccessKeyID: 'text env auth',
  awsAccessKeyId: 'text only-auth',
  awsSecretAccessKey: 'text env auth no-metadata',
  awsSessionToken: 'text only-auth',
};

export const GCP: Parameters = {
  credentials: 'text env',
  credentialsFromEnvFile: 'text',
  GoogleApplicationCredentials: 'text only-auth',
};

export const AZURE_CLOUD: Parameters = { cloud: 'text', endpointSuffix: 'text' };

/** Scalers that ask over HTTP with KEDA's own authentication modes. */
export const HTTP_AUTHENTICATION: Parameters = {
  authModes: 'text auth',
  authMode: 'text auth',
  bearerToken: 'text only-auth',
  token: 'text only-auth',
  username: 'text only-auth',
  password: 'text only-auth',
  ca: 'text only-auth',
  cert: 'text only-auth',
  key: 'text only-auth',
  customAuthHeader: 'text only-auth',
  customAuthValue: 'text only-auth',
  oauthTokenURI: 'text only-auth',
  scopes: 'text only-auth',
  scope: 'text only-auth',
  clientID: 'text only-auth',
  clientSecret: 'text only-auth',
  endpointParams: 'text only-auth',
  apiKey: 'text auth',
  method: 'text(header|query) auth',
  keyParamName: 'text auth',
};

export const CERTIFICATES: Parameters = {
  ca: 'text only-auth',
  cert: 'text only-auth',
  key: 'text only-auth',
  keyPassword: 'text only-auth',
};
