import type { AccountFile } from '../../account/accountFile'
import { adminId } from './demoUsers'
import { moscowTime } from './moscowTime'

export interface DemoProduct {
  readonly id: number
  readonly name: string
  /** Major units. */
  readonly price: number
  readonly group: string
}

export const productCatalogId = 4500
const shopOpenedAt = moscowTime(2019, 2, 1, 12)

export const demoProducts: readonly DemoProduct[] = [
  product(1, 'Визитки, 500 шт.', 2400, 'Полиграфия'),
  product(2, 'Буклеты, 1 000 шт.', 14_900, 'Полиграфия'),
  product(3, 'Каталог продукции, 200 шт.', 86_000, 'Полиграфия'),
  product(4, 'Календари настенные, 100 шт.', 23_500, 'Полиграфия'),
  product(5, 'Вывеска световая', 118_000, 'Наружная реклама'),
  product(6, 'Штендер', 7900, 'Наружная реклама'),
  product(7, 'Баннер 3×6 м', 12_600, 'Наружная реклама'),
  product(8, 'Кружки с логотипом, 50 шт.', 17_500, 'Сувениры'),
  product(9, 'Футболки с печатью, 30 шт.', 28_200, 'Сувениры'),
  product(10, 'Подарочные наборы, 20 шт.', 54_000, 'Сувениры'),
  product(11, 'Коробки с печатью, 1 000 шт.', 61_300, 'Упаковка'),
  product(12, 'Фотокнига', 4990.5, 'Частным лицам'),
  product(13, 'Печать фотографий', 1890, 'Частным лицам'),
  product(14, 'Портрет на холсте', 6400, 'Частным лицам'),
  product(15, 'Монтаж', 9500, 'Услуги'),
]

/** The list of goods and its elements in the wire shape. */
export function createDemoCatalog(): Pick<AccountFile, 'catalogs' | 'catalog_elements'> {
  const stamps = {
    created_by: adminId,
    updated_by: adminId,
    created_at: shopOpenedAt,
    updated_at: shopOpenedAt,
  }
  return {
    catalogs: [
      {
        id: productCatalogId,
        name: 'Товары',
        ...stamps,
        sort: 10,
        type: 'products',
        can_link_multiple: true,
        can_be_deleted: false,
      },
    ],
    catalog_elements: demoProducts.map(({ id, name, price, group }) => ({
      id,
      name,
      ...stamps,
      catalog_id: productCatalogId,
      custom_fields_values: [
        productField(1800001, 'Артикул', 'SKU', 'text', { value: `P-${id - 620_000}` }),
        productField(1800003, 'Цена', 'PRICE', 'numeric', { value: String(price) }),
        productField(1800004, 'Группа', 'GROUP', 'category', { value: group, enum_id: groupEnum(group) }),
      ],
    })),
  }
}

function product(number: number, name: string, price: number, group: string): DemoProduct {
  return { id: 620_000 + number, name, price, group }
}

function groupEnum(group: string): number {
  return 1_810_001 + [...new Set(demoProducts.map((each) => each.group))].indexOf(group)
}

function productField(id: number, name: string, code: string, type: string, value: Record<string, unknown>) {
  return { field_id: id, field_name: name, field_code: code, field_type: type, values: [value] }
}
