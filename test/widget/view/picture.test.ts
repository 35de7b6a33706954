import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { picture } from '../../../src/widget/view/picture.js';

const backend = 'https://shop.example/api/checkout';

function drawn(url: string | null, name = 'KNET') {
  const box = document.createElement('div');
  render(picture(url, name, backend), box);
  return { box, image: box.querySelector('img') };
}

describe('a picture', () => {
  it('leaves the letter in sight until it is there, and when it fails', () => {
    const { box, image } = drawn('/api/checkout/assets/1');
    expect([box.textContent.trim(), image!.hidden]).to.eql(['K', true]);
    image!.dispatchEvent(new Event('load'));
    expect(image!.hidden).to.equal(false);
    image!.dispatchEvent(new Event('error'));
    expect(image!.hidden).to.equal(true);
  });

  for (const url of [
    null,
    '',
    'https://tracker.example/x.png',
    '//tracker.example/x.png',
    'http://shop.example/x.png',
    'data:image/png;base64,AA',
    'javascript:alert(1)',
    'blob:https://tracker.example/1',
  ])
    it(`of ${String(url)} is not asked for`, () => expect(drawn(url).image).to.equal(null));

  it('takes a whole character, and none of a name that is empty', () => {
    expect(drawn(null, '🏦 Bank').box.textContent.trim()).to.equal('🏦');
    expect(drawn(null, '').box.textContent.trim()).to.equal('');
  });
});
