"""What a professional would deduct for a translation: signs, weights, one sum."""
