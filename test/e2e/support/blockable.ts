/**
 * Rules of the kind that the lists of content blockers consist of, written for this test: parts of
 * addresses that make a request, or an element, look like advertising or watching.
 */
const RULES: readonly RegExp[] = [
  /[/._?&=-](?:ad|ads|adv|advert\w*|adserver|adsense|adunit|adzone|doubleclick)[/._?&=-]/,
  /[/._?&=-](?:banners?|popups?|popunder|sponsor\w*|affiliates?|promos?|promotions?)(?:[/._?&=-]|\d)/,
  /[/._?&=-](?:track\w*|pixels?|beacons?|telemetry|analytics?|metrics?|fingerprint\w*|collect)[/._?&=-]/,
  /[/._?&=-](?:stats?|impressions?|clicks?|log(?:ger|ging)?|events?|rum|heatmap|utm_\w+)[/._?&=-]/,
  /[/._?&=-](?:cookie\w*|consent|gdpr|newsletter|overlay|social|share|widget-?share)[/._?&=-]/,
];

/** True for the path and query of a URL that such a rule matches. */
export function looksBlockable(path: string): boolean {
  return RULES.some((rule) => rule.test(`${path}/`.toLowerCase()));
}
