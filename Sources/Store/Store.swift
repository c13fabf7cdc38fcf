import Promotion
