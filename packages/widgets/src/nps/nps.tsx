/** @jsxImportSource #render */
import type { NpsContent } from '@espalier/core/schema'
import type { View } from '../view.ts'
import { npsCss } from './nps.css.ts'
import { raise, Survey } from './survey.tsx'

/** How likely people are to recommend the product, asked in a corner without taking focus. */
export const view: View = {
  css: npsCss,
  raise: (root) => raise(root.querySelector('section')),
  draw(scene) {
    const { showing, locale } = scene
    return showing ? <Survey scene={scene} showing={showing} content={showing.presentation.content[locale] as NpsContent} /> : null
  },
}
