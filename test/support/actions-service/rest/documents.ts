import type { components } from '@octokit/openapi-types';

type Schemas = components['schemas'];

const USER_LINKS = [
  'followers',
  'following',
  'gists',
  'starred',
  'subscriptions',
  'organizations',
  'repos',
  'events',
  'received_events',
] as const;

const REPOSITORY_LINKS = [
  'archive',
  'assignees',
  'blobs',
  'branches',
  'collaborators',
  'comments',
  'commits',
  'compare',
  'contents',
  'contributors',
  'deployments',
  'downloads',
  'events',
  'forks',
  'git_commits',
  'git_refs',
  'git_tags',
  'issue_comment',
  'issue_events',
  'issues',
  'keys',
  'labels',
  'languages',
  'merges',
  'milestones',
  'notifications',
  'pulls',
  'releases',
  'stargazers',
  'statuses',
  'subscribers',
  'subscription',
  'tags',
  'teams',
  'trees',
  'hooks',
] as const;

type Links<Names extends readonly string[]> = Record<`${Names[number]}_url`, string>;

/** A user, as the API describes one wherever a user is part of something else. */
export function userDocument(login: string, apiUrl: string, type = 'User'): Schemas['simple-user'] {
  const url = `${apiUrl}/users/${login}`;
  return {
    login,
    id: idOf(login),
    node_id: `U_${login}`,
    avatar_url: `${url}/avatar`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${login}`,
    type,
    site_admin: false,
    ...(linksOf(url, USER_LINKS) as Links<typeof USER_LINKS>),
  };
}

/** A repository, as the API describes one wherever a repository is part of something else. */
export function repositoryDocument(
  owner: string,
  name: string,
  apiUrl: string,
): Schemas['minimal-repository'] {
  const url = `${apiUrl}/repos/${owner}/${name}`;
  return {
    id: idOf(`${owner}/${name}`),
    node_id: `R_${name}`,
    name,
    full_name: `${owner}/${name}`,
    owner: userDocument(owner, apiUrl, 'Organization'),
    private: false,
    html_url: `https://github.com/${owner}/${name}`,
    description: null,
    fork: false,
    url,
    ...(linksOf(url, REPOSITORY_LINKS) as Links<typeof REPOSITORY_LINKS>),
  };
}

/** A label of the repository. */
export function labelDocument(
  name: string,
  apiUrl: string,
): Schemas['label'] & { readonly description: string } {
  return {
    id: idOf(name),
    node_id: `L_${idOf(name)}`,
    url: `${apiUrl}/labels/${encodeURIComponent(name)}`,
    name,
    description: '',
    color: 'ededed',
    default: false,
  };
}

/** The same number for the same name. */
function idOf(name: string): number {
  return [...name].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000_000_007, 7);
}

function linksOf(url: string, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [`${name}_url`, `${url}/${name}`]));
}
