import './shell/shell.css'
import { createWidgetConstructor } from './shell/createWidgetConstructor'
import { createActions } from './wiring/createActions'

export default createWidgetConstructor(createActions(window))
