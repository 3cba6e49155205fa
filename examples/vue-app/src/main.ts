import { espalierPlugin } from '@espalier/sdk/vue'
import { createApp } from 'vue'
import { espalier, signIn } from './espalier.ts'
import Reports from './Reports.vue'
import './style.css'

document.documentElement.lang = navigator.language.startsWith('ja') ? 'ja' : 'en'
signIn()

createApp(Reports).use(espalierPlugin, { client: espalier }).mount('#app')
