import Yams
import Logging
import Crypto
