import { createSSRApp, h, onMounted } from 'vue'
import { reports } from './reports.ts'

const tell = (name) => void dispatchEvent(new Event(name))
const write = (tag, attributes, ...inside) => h(tag, attributes, inside)
const Page = {
  setup() {
    onMounted(() => tell('hydrated'))
    return () => reports(write, () => tell('exported'))
  },
}

addEventListener('hydrate', () => createSSRApp(Page).mount('#app'), { once: true })
