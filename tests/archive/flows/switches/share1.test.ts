import { testSwitches } from '../../support/testSwitches'

testSwitches(1)
