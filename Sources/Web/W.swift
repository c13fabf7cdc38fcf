import Hummingbird
import Mustache
import CoreMetrics
import ServiceLifecycle
