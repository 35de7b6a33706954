import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeQR } from 'qr/decode.js';
import { readPng } from './support/png.js';
import type { Visitor } from './support/visitor.js';
import { useWorld } from './support/world.js';

const world = useWorld();

/** What a phone reads off the screen. */
async function scan(shopper: Visitor): Promise<string> {
  const code = shopper.widget.locator('[part=qr-code]');
  await code.scrollIntoViewIfNeeded();
  const { width, height, pixels } = readPng(await code.screenshot());
  return decodeQR({ width, height, data: pixels });
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`the phone reads the code and pays, the desktop shows it: ${colorScheme}`, async () => {
    const desktop = await world().visitor({ colorScheme });
    const id = await desktop.checkout();
    await desktop.widget.getByText('Pay on your phone', { exact: true }).click();
    await desktop.widget.getByRole('img', { name: /^QR code/ }).waitFor();
    await desktop.accessible();
    const url = await scan(desktop);
    assert.equal(url, `${world().demo.url}/checkout?session_id=${id}`);

    const viewport = { width: 390, height: 844 };
    const phone = await world().visitor({ viewport, isPhone: true });
    await phone.page.goto(url);
    await phone.listShown();
    await phone.page.waitForLoadState('networkidle');
    assert.equal(await phone.widget.locator('[part=qr]').isVisible(), false, 'not on the phone');
    await phone.goToProvider('KNET');
    await desktop.reads('A payment at KNET is under way.');
    await phone.press('pay');
    await phone.sees('Payment successful');
    await desktop.sees('Payment successful');
    assert.equal(desktop.log.starts(), 0, 'nothing was started here');
    await desktop.leave();
    await phone.leave();
  });
