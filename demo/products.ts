/** What the shop sells. Prices in fils, the thousandth of a Kuwaiti dinar; whole numbers only. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly fils: number;
  readonly image: string;
}

export const CATALOG: readonly Product[] = [
  {
    id: 'dallah',
    name: 'Brass dallah',
    detail: 'Hand-beaten coffee pot, 700 ml',
    fils: 18_500,
    image: '/shop/images/dallah.svg',
  },
  {
    id: 'finjan',
    name: 'Finjan cups, set of six',
    detail: 'Stoneware, sand glaze',
    fils: 9_750,
    image: '/shop/images/finjan.svg',
  },
  {
    id: 'beans',
    name: 'Khawlani beans, 500 g',
    detail: 'Light roast with green cardamom',
    fils: 4_250,
    image: '/shop/images/beans.svg',
  },
];

/** What a delivery costs, in fils. */
export const DELIVERY_FILS = 1_500;

export interface CartLine {
  readonly id: string;
  readonly quantity: number;
}
