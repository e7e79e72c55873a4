/** Where what a setting is wrong about is mended, by the setting that the line begins with. */
const PLACES: readonly [RegExp, string][] = [
  [
    /^SLACK_BOT_TOKEN: the app lacks/,
    'https://api.slack.com/apps, your app, App Manifest: paste manifest.yml, then Reinstall to Workspace',
  ],
  [/^SLACK_BOT_TOKEN:/, 'https://api.slack.com/apps, your app, OAuth & Permissions, Bot User OAuth Token'],
  [/^SLACK_APP_TOKEN:/, 'https://api.slack.com/apps, your app, Basic Information, App-Level Tokens'],
  [/^(APPROVAL|SHARED)_CHANNEL:/, "Slack: the channel's name at its top; the ID stands at the end of About"],
  [/^(QUORUM|APPROVERS|REQUESTERS):/, 'docs/settings.md, Rules; Slack: Directory, User groups'],
  [/^\S+\.ya?ml:/, 'npm run rules -- check'],
];

/** The places for one line; docs/settings.md where nothing is nearer. */
export function placesFor(line: string): string[] {
  const found = PLACES.find(([begins]) => begins.test(line));
  return [found ? found[1] : 'docs/settings.md has every setting'];
}
