import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { LOUD_STYLES, UNSET_STYLES } from '../support/hostile-styles.js';
import { file, hostPage, MODULE } from './support/host-page.js';
import { useWorld } from './support/world.js';

/** To be looked at. */
const folder = fileURLToPath(new URL('../../.cache/screenshots/', import.meta.url));
mkdirSync(folder, { recursive: true });

const STYLES = Object.entries({ ...LOUD_STYLES, ...UNSET_STYLES });
const slug = (name: string) => name.replace(/\W+/g, '-');

const world = useWorld((site) => {
  for (const [name, rules] of STYLES) {
    const path = `/hostile/${slug(name)}`;
    site.get(`${path}.css`, () => file('css', rules));
    const head = `<link rel="stylesheet" href="${path}.css" />${MODULE}`;
    site.get(path, () => hostPage({ head }));
  }
});

for (const [name] of STYLES) {
  test(`under the rules of a hostile page the list can be read and paid: ${name}`, async () => {
    const shopper = await world().visitor({ viewport: { width: 700, height: 1000 } });
    await shopper.open(`/hostile/${slug(name)}?session_id=${await shopper.order()}`);
    await shopper.listShown();
    await shopper.choose('Credit card');
    await shopper.page.waitForLoadState('networkidle');
    await shopper.page.screenshot({ path: `${folder}hostile-${slug(name)}.png` });
    const sizes = await shopper.widget.getByRole('radio').evaluateAll((rows) =>
      rows.map((row) => {
        const { width, height } = row.parentElement!.getBoundingClientRect();
        return { width, height, font: getComputedStyle(row).fontSize };
      }),
    );
    for (const { width, height, font } of sizes) {
      assert.equal(font, '16px');
      assert.ok(width >= 280 && height >= 44 && height < 140, `${width} x ${height}`);
    }
    await shopper.goToProvider('Credit card');
    await shopper.press('pay');
    await shopper.atReturnPage();
    await shopper.sees('Payment successful');
    await shopper.leave();
  });
}
